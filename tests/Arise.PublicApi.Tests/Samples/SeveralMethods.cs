using Arise.Comparison;
using Arise.Structures.Formats;

namespace Samples;

internal static class SeveralMethods
{
    public static void Run()
    {
        // begin
        ComparedAtoms compared = new MethodComparer().Compare(StructureFile.ReadFirst("examples/copper_defective.xyz"));
        foreach (MethodAnswer answer in compared.Answers)
            Console.WriteLine($"{answer.Method}: {answer.NamedShare:P1} of the atoms are some structure");
        // end
    }
}
