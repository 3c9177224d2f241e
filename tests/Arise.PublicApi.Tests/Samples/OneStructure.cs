using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Samples;

internal static class OneStructure
{
    public static void Run()
    {
        // begin
        AtomicStructure structure = StructureFile.ReadFirst("../arise/examples/rock_salt.cif");
        Classification result = StructureClassifier.Default.Classify(structure);
        foreach (Candidate candidate in result.Candidates.Take(3))
            Console.WriteLine($"{candidate.Probability,7:P2}  {candidate.Name}");
        Console.WriteLine($"mutual information {result.MutualInformation:F3} bit: {result.Agreement}");
        Console.WriteLine($"novelty {result.Novelty:F2}: {result.Verdict}");
        // end
    }
}
