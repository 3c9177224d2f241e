using System.Collections.Immutable;
using Arise.Calibration;

namespace Arise.Extension;

/// <summary>How an extended model does, before anything of it is written.</summary>
/// <param name="Accuracies">How old and new classes do, before and after.</param>
public sealed record ExtensionReport(ImmutableArray<ExtensionAccuracy> Accuracies)
{
    /// <summary>
    /// New classes that are taken for others, or others for new ones, and how often, in shares of the known crystals of
    /// the first; empty for models of the published descriptor.
    /// </summary>
    public ImmutableArray<(string Class, string TakenFor, double Share)> Confusions { get; init; } = [];

    /// <summary>False alarms of the recalibrated verdict by kind; empty where there was none before.</summary>
    public ImmutableArray<KindAlarms> Kinds { get; init; } = [];
}
