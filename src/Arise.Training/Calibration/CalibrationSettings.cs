using System.Collections.Immutable;
using Arise.Prototypes;

namespace Arise.Calibration;

/// <summary>Settings of <see cref="NoveltyCalibrator"/>.</summary>
public sealed record CalibrationSettings
{
    /// <summary>Share of pristine and mildly defective structures that may be doubtful.</summary>
    public double FalseAlarmRate { get; init; } = 0.01;

    /// <summary>Prototypes of those classes of the model that are not in the library.</summary>
    public ImmutableArray<Prototype> Prototypes { get; init; } = [];

    /// <summary>Threads, 0 for one per processor; the result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.Require(
            FalseAlarmRate is > 0 and < 1,
            nameof(FalseAlarmRate),
            FormattableString.Invariant($"The false-alarm rate {FalseAlarmRate} is not between 0 and 1."));
        Setting.Require(!Prototypes.IsDefault, nameof(Prototypes), "The prototypes are not given.");
        Setting.RequireThreads(Threads);
    }
}
