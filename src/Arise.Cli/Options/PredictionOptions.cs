using System.CommandLine;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Recognition;

namespace Arise.Cli;

/// <summary>Options of every verb that asks a model: which one, how many passes, which seed.</summary>
internal sealed class PredictionOptions
{
    /// <summary>Makes the options and adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="mode">The mode when none is given.</param>
    public PredictionOptions(Command command, PredictionMode mode = PredictionMode.Exact)
    {
        Mode.DefaultValueFactory = _ => mode;
        foreach (Option option in OfModel)
            command.Add(option);
        command.Add(Threads);
        command.TakesOnlyWith(
            Tolerance,
            result => result.ValueOr(Mode, mode) == PredictionMode.Adaptive,
            "only --mode adaptive stops at a tolerance");
    }

    /// <summary>All of them, but that of threads.</summary>
    public Option[] OfModel => [Model, Passes, Mode, Tolerance, Seed];

    public Option<string?> Model { get; } = new("--model")
    {
        Description = $"Model file from 'arise train', or a shipped one: {string.Join(", ", ShippedModels.Names)} "
            + $"(default: {ShippedModels.DefaultName}).",
    };

    public Option<int> Passes { get; } =
        PositiveInteger.Option("--passes", 1000, "Stochastic passes T of the network; other modes choose among these.");

    public Option<PredictionMode> Mode { get; } = new("--mode")
    {
        Description = "exact: all passes; adaptive: to the tolerance; linearized: 192 at most.",
        HelpName = "exact|adaptive|linearized",
    };

    public Option<double> Tolerance { get; } = CheckedOption.Create(
        "--tolerance",
        "Error against all passes at which --mode adaptive stops.",
        new PredictionSettings().Tolerance,
        tolerance => (new PredictionSettings { Tolerance = tolerance }).Validate());

    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of the random numbers; the same seed gives the same answer.",
        DefaultValueFactory = _ => 0,
    };

    public Option<int> Threads { get; } = ThreadsOption.Create("the answers do");

    /// <summary>The model that a command line names.</summary>
    public StructureClassifier Classifier(ParseResult parsed) =>
        parsed.GetValue(Model) is { } model ? Classifier(model) : StructureClassifier.Default;

    /// <summary>The model of a file, or a shipped one.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or no model of structures.</exception>
    public static StructureClassifier Classifier(string model)
    {
        BayesianNetwork network = ShippedModels.Find(model);
        try
        {
            return new StructureClassifier(network);
        }
        catch (DescriptorException error)
        {
            throw new ModelFormatException(model, error.Message, error);
        }
    }

    /// <summary>What that model is called.</summary>
    public string ModelName(ParseResult parsed) =>
        Path.GetFileName(parsed.GetValue(Model)) ?? ShippedModels.DefaultName;

    /// <summary>How it shall predict.</summary>
    public PredictionSettings Settings(ParseResult parsed) => new()
    {
        Mode = parsed.GetValue(Mode),
        Passes = parsed.GetValue(Passes),
        Tolerance = parsed.GetValue(Tolerance),
        Seed = parsed.GetValue(Seed),
        Threads = parsed.GetValue(Threads),
    };
}
