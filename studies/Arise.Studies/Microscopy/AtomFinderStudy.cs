using System.CommandLine;
using System.Globalization;
using Arise.Imaging;
using Arise.Microscopy;
using Arise.Microscopy.Finders;
using Arise.Microscopy.Formats;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Studies.Microscopy;

/// <summary>
/// How many atoms the finders find, and how exactly: on simulated images dose by dose, from the file to refined
/// positions, and on published images of graphene.
/// </summary>
internal static class AtomFinderStudy
{
    private static readonly double[] Clarities = [7, 10, ImageSimulatorSettings.ClarityOfRealGraphene, 20, 40, 100];

    // Image, published positions, and the length of a bond in pixels.
    private static readonly (string Image, string Positions, double Bond)[] Published =
    [
        ("graphene_si_2nm", "stem_graphene_fig3a", 18.2),
        ("graphene_grain_boundary_6nm", "stem_graphene_grain_boundary_fig3d", 12.1),
    ];

    public static Command Command()
    {
        var command = new StudyCommand(
            "atom-finder",
            "Detection and position error of the classical and the network finder on simulated images.",
            "5 minutes",
            "docs/explanation/atom-finder.md",
            "161803 for the images");
        Option<int> images = command.Option("--images", 8, "Images per dose and group.");
        Option<int> side = command.Option("--side", 256, "Pixels per side.");
        Option<ulong> seed = command.Option("--seed", 161803UL, "Seed of the images.");
        Option<string?> model = command.Path("--network", "Network to measure in place of the shipped one.");
        Option<string?> real = command.Path("--real", "Folder with images/NAME.npy and structures/NAME.xyz.");
        return command.Runs(parsed =>
        {
            IAtomFinder?[] finders =
            [
                new ClassicalAtomFinder(),
                parsed.GetValue(model) is { } file ? NetworkAtomFinder.Read(file) : NetworkAtomFinder.Shipped,
                null,
            ];
            if (parsed.GetValue(real) is { } folder)
                MeasureReal(folder, finders);
            MeasureSimulated(parsed.GetValue(images), parsed.GetValue(side), parsed.GetValue(seed), finders);
        });
    }

    private static void MeasureSimulated(int images, int side, ulong seed, IAtomFinder?[] finders)
    {
        Console.WriteLine("| clarity | images | finder | precision | recall | F1 | mean error | median | claimed |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (double clarity in Clarities)
        {
            foreach (FinderGroup group in FinderGroup.All)
            {
                FinderScore[] scores = [.. finders.Select(_ => new FinderScore())];
                Parallel.For(0, images, number =>
                {
                    ImageSimulatorSettings settings = group.Settings(number, seed, clarity, side);
                    SimulatedImage image = new ImageSimulator(settings).Draw((ulong)number);
                    for (int k = 0; k < finders.Length; k++)
                        scores[k].Add(image, new AtomSearchSettings { Threads = 1 }, finders[k]);
                });
                for (int k = 0; k < finders.Length; k++)
                    Row(clarity.ToString(CultureInfo.InvariantCulture), group.Name, finders[k], scores[k]);
            }
        }
    }

    private static void MeasureReal(string folder, IAtomFinder?[] finders)
    {
        Console.WriteLine(
            "| image | published positions | finder | precision | recall | F1 | mean error | median | claimed |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string name, string positions, double bond) in Published)
        {
            MicroscopeImage image = ImageFile.Read(Path.Combine(folder, "images", name + ".npy")).First();
            AtomicStructure published = StructureFile.Read(
                Path.Combine(folder, "structures", positions + ".xyz")).First();
            (double X, double Y, bool)[] truth =
                [.. published.Positions.ToArray().Select(atom => (atom.X, atom.Y, true))];

            // Nobody published the atoms that the edge cuts.
            double left = truth.Min(atom => atom.X), right = truth.Max(atom => atom.X);
            double top = truth.Min(atom => atom.Y), bottom = truth.Max(atom => atom.Y);
            foreach (IAtomFinder? finder in finders)
            {
                var score = new FinderScore();
                score.Add(
                    FinderScore.Found(image, new AtomSearchSettings(), finder),
                    truth,
                    (x, y) => x < left || x > right || y < top || y > bottom,
                    bond);
                Row(name, truth.Length.ToString(CultureInfo.InvariantCulture), finder, score);
            }
        }
    }

    private static void Row(string first, string second, IAtomFinder? finder, FinderScore score) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {first} | {second} | {finder?.Name ?? "chosen"} | {score.Precision:0.000} | {score.Recall:0.000} "
            + $"| {score.F1:0.000} | {score.MeanError:0.000} | {score.MedianError:0.000} "
            + $"| {score.ClaimedError:0.000} |"));
}
