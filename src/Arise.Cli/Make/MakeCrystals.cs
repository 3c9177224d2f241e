using System.CommandLine;
using Arise.Files;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Cli;

/// <summary><c>arise make crystals</c>: many small crystals, to try out what works on many.</summary>
internal static class MakeCrystals
{
    private static readonly SmallCrystals Defaults = new();

    private static readonly Argument<string> Out =
        new("OUT") { Description = "File to write, a frame per crystal; its name tells the format." };

    private static readonly Option<int> Count = PositiveInteger.Option(
        "--count", Defaults.Count, "Number of crystals.", most: 1_000_000_000);

    private static readonly Option<int> MostAtoms = CheckedOption.Create(
        "--most-atoms",
        "Most atoms of a cell; prototypes of larger ones are left out.",
        Defaults.MostAtoms,
        most => (Defaults with { MostAtoms = most }).Validate());

    private static readonly Option<double> Displacements = CheckedOption.Create(
        "--displacements",
        "Displacements: each component uniform up to this share of the nearest-neighbor distance.",
        Defaults.Displacement,
        share => (Defaults with { Displacement = share }).Validate());

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of the random numbers; the same seed gives the same crystals.",
        DefaultValueFactory = _ => 0,
    };

    /// <summary>The verb.</summary>
    public static Verb Create()
    {
        var command = new Verb(
            "crystals",
            "Many small crystals: cells of the prototypes with displaced atoms.",
            """
            The prototypes come in turn, each crystal with its own scale; the property "prototype" of a frame is
            the label of its class.

            Example:
              arise make crystals many.xyz --count 10000 --displacements 0.05
              arise screen many.xyz --out many.db
            """)
        {
            Out, Count, MostAtoms, Displacements, Seed,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string file = parsed.GetValue(Out)!;
        var collection = new SmallCrystals
        {
            Count = parsed.GetValue(Count),
            MostAtoms = parsed.GetValue(MostAtoms),
            Displacement = parsed.GetValue(Displacements),
            Seed = parsed.GetValue(Seed),
        };
        using IDisposable hold = new RunPaths().Writes(file, "the crystals").Hold();
        StandardStreams.Write(file, Frames());
        if (file != StandardStreams.Name)
            parsed.InvocationConfiguration.Output.WriteLine($"{file}: {collection.Count} crystals");
        return 0;

        IEnumerable<AtomicStructure> Frames()
        {
            foreach (AtomicStructure crystal in collection.Build())
            {
                cancellation.ThrowIfCancellationRequested();
                yield return crystal;
            }
        }
    }
}
