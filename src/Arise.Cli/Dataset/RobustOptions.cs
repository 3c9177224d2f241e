using System.CommandLine;
using Arise.Datasets;

namespace Arise.Cli;

/// <summary>How many defective and disordered structures a robust training set has, as options of a verb.</summary>
internal sealed class RobustOptions
{
    private readonly RobustTrainingSettings _defaults;

    /// <summary>Options whose defaults are those of some settings.</summary>
    public RobustOptions(RobustTrainingSettings defaults)
    {
        _defaults = defaults;
        Blocks = Setting(
            "--blocks",
            "Defective blocks per class.",
            defaults.BlocksPerClass,
            n => defaults with { BlocksPerClass = n });
        Pieces = Setting(
            "--pieces",
            "Pieces cut out of each class.",
            defaults.PiecesPerClass,
            n => defaults with { PiecesPerClass = n });
        Disordered = Setting(
            "--disordered",
            "Structures without a class.",
            defaults.Disordered,
            n => defaults with { Disordered = n });
    }

    /// <summary>Number of blocks.</summary>
    public Option<int> Blocks { get; }

    /// <summary>Number of pieces.</summary>
    public Option<int> Pieces { get; }

    /// <summary>Number of disordered structures.</summary>
    public Option<int> Disordered { get; }

    /// <summary>The settings with the values given.</summary>
    public RobustTrainingSettings Settings(ParseResult parsed) => _defaults with
    {
        BlocksPerClass = parsed.GetValue(Blocks),
        PiecesPerClass = parsed.GetValue(Pieces),
        Disordered = parsed.GetValue(Disordered),
    };

    private static Option<int> Setting(
        string name, string description, int value, Func<int, RobustTrainingSettings> settings) =>
        CheckedOption.Create(name, description + " With --robust.", value, given => settings(given).Validate());
}
