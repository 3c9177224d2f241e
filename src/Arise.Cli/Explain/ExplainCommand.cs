using System.CommandLine;
using Arise.Explanation;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

internal static class ExplainCommand
{
    private static readonly Argument<string> Input = new("FILE");
    private static readonly Option<string[]?> Classes = new("--class");

    public static Command Create()
    {
        var command = new Verb("explain", "x", "x") { Input, Classes };
        command.SetAction(parsed =>
        {
            AtomicStructure s = StructureFile.ReadFirst(parsed.GetValue(Input)!);
            foreach (string c in parsed.GetValue(Classes) ?? [])
            {
                var w = System.Diagnostics.Stopwatch.StartNew();
                StructureExplanation e = StructureExplainer.Explain(s, PrototypeLibrary.Find(c));
                Console.WriteLine($"{e.Fit:F3} {e.Sentence} [{w.ElapsedMilliseconds} ms]");
                foreach (var p in e.Lattice) Console.WriteLine(p);
                foreach (var p in e.FreeCoordinates) Console.WriteLine(p);
                Console.WriteLine(string.Join(" ", e.BreakingStrain.Select(x => x.ToString("F4"))));
            }
            return 0;
        });
        return command;
    }
}
