using System.CommandLine;
using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Files;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>Where a synthetic sample goes, its seed, and its defects.</summary>
internal sealed class SampleOptions
{
    private readonly Argument<string> _file = new("OUT") { Description = "File to write; its name tells the format." };

    private readonly Option<double> _vacancies = Share("--vacancies", "Share of the atoms that is left out.", 1);

    private readonly Option<double> _displacements = Share(
        "--displacements",
        "Displacements: each component uniform up to this share of the nearest-neighbor distance.",
        10);

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of the random numbers; the same seed gives the same sample.",
        DefaultValueFactory = _ => 0,
    };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_vacancies);
        command.Add(_displacements);
        command.Add(_seed);
    }

    // At least: a symbol and three coordinates.
    private const int BytesPerAtom = 20;

    /// <summary>Makes the sample, adds the defects, writes the file and says what it holds.</summary>
    public int Write(
        ParseResult parsed,
        double atoms,
        Func<ulong, IProgress<WorkProgress>, AtomicStructure> make,
        CancellationToken cancellation)
    {

        // What does not fit into memory is refused by that.
        double bytes = BytesPerAtom * atoms * (1 - parsed.GetValue(_vacancies));
        bytes = bytes < MemoryBudget.Bytes ? bytes : 0;
        ulong seed = parsed.GetValue(_seed);
        string file = parsed.GetValue(_file)!;
        using IDisposable hold = new RunPaths()
            .Writes(file, "the sample", StructureFile.IsWrittenCompressed(file) ? 0 : (long)bytes).Hold();
        AtomicStructure sample = null!;
        CountedProgress.RunSteps(progress =>
            sample = Interruptible.Call(() => Damaged(make(seed, progress)), cancellation));
        StandardStreams.Write(file, [sample]);
        if (file != StandardStreams.Name)
            parsed.InvocationConfiguration.Output.WriteLine($"{file}: {sample.Formula()}, {sample.Count} atoms");
        return 0;

        AtomicStructure Damaged(AtomicStructure perfect)
        {
            double displacements = parsed.GetValue(_displacements);
            double length = displacements > 0 ? NearestNeighborDistance.OfAllAtoms(perfect) : 0;
            AtomicStructure damaged = Vacancies.Remove(perfect, parsed.GetValue(_vacancies), seed);
            return Displacements.Uniform(damaged, displacements * length, seed);
        }
    }

    private static Option<double> Share(string name, string description, double most) => new(name)
    {
        Description = description,
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0,
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (double.TryParse(given, CultureInfo.InvariantCulture, out double share) && share >= 0 && share <= most)
                return share;
            argument.AddError($"{name} {given}: it must be a number from 0 to {most}.");
            return 0;
        },
    };
}
