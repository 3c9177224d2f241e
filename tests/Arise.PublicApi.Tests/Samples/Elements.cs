using Arise.Structures;
using Arise.Structures.Formats;

namespace Samples;

internal static class Elements
{
    public static void Run()
    {
        // begin
        var options = new StructureReadOptions { TypeElements = [ChemicalElement.Parse("Fe")] };
        foreach (AtomicStructure frame in StructureFile.Read("examples/iron.lammpstrj", options))
            Console.WriteLine(frame.Formula());
        // end
    }
}
