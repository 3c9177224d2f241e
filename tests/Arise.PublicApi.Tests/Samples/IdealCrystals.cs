using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Samples;

internal static class IdealCrystals
{
    public static void Run()
    {
        // begin
        AtomicStructure sample = StructureFile.ReadFirst("examples/copper_defective.xyz");
        TemplateMatches matches = PolyhedralTemplateMatching.Match(sample, new() { RmsdCutoff = 0.15 });
        Console.WriteLine(matches.Types.Count(type => type == LocalStructure.Fcc));
        int[] histogram = matches.RmsdHistogram(largest: 0.3, bins: 60);            // to choose the cutoff by
        // end
        Console.WriteLine(histogram.Sum());
    }
}
