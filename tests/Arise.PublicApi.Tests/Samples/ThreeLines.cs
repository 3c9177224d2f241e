using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Samples;

internal static class ThreeLines
{
    public static void Run()
    {
        // begin
        AtomicStructure structure = StructureFile.ReadFirst("examples/rock_salt.cif");
        Classification result = StructureClassifier.Default.Classify(structure);
        Console.WriteLine($"{result.Best?.Name}: {result.Best?.Probability:P1}, {result.MutualInformation:F3} bit");
        // end
    }
}
