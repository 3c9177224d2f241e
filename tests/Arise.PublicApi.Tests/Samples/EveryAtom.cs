using Arise.Labeling;
using Arise.Structures.Formats;

namespace Samples;

internal static class EveryAtom
{
    public static void Run()
    {
        // begin
        AtomLabels labels = AtomLabeler.Default.Label(StructureFile.ReadFirst("examples/copper_defective.xyz"));
        Console.WriteLine($"{labels.Share("fcc"):P1} fcc, {labels.OtherShare:P1} other");
        // end
    }
}
