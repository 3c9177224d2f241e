using System.Globalization;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Samples;

internal static class AFormat
{
    public static void Run()
    {
        // begin
        StructureFormat.Register(new StructureFormat(
            "points", "element and position per line", ["*.points"], (text, options) => [ReadPoints(text)]));

        File.WriteAllText("sample.points", "Na 0 0 0\nCl 2.8 0 0\n");
        Console.WriteLine(StructureFile.ReadFirst("sample.points").Formula());

        static AtomicStructure ReadPoints(TextReader text)
        {
            var species = new List<ChemicalElement>();
            var positions = new List<Vector3D>();
            while (text.ReadLine() is { } line)
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length != 4)
                    throw new FormatException($"'{line}' is not an element and three numbers.");
                double[] place = [.. words.Skip(1).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
                species.Add(ChemicalElement.Parse(words[0]));
                positions.Add(new Vector3D(place[0], place[1], place[2]));
            }

            return new AtomicStructure([.. positions], [.. species]);
        }
        // end
    }
}
