namespace Arise.Networks.Models;

/// <summary>How a network was trained: everything that is needed to repeat it. It holds no dates, so that the same
/// training gives the same bytes.</summary>
public sealed record TrainingRecord
{
    /// <summary>What the training set is called (its file name).</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of its descriptors and labels, hexadecimal.</summary>
    public required string DataDigest { get; init; }

    /// <summary>Rows trained on.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Rows held back.</summary>
    public required int ValidationRows { get; init; }

    /// <summary>The settings.</summary>
    public required TrainingSettings Settings { get; init; }

    /// <summary>The command that repeats it, if a command did it.</summary>
    public string? Command { get; init; }

    /// <summary>The epoch whose weights are kept.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Accuracy on the training rows, without dropout.</summary>
    public required double TrainingAccuracy { get; init; }

    /// <summary>Accuracy on the validation rows, without dropout; null without any.</summary>
    public required double? ValidationAccuracy { get; init; }

    /// <summary>Accuracy on all rows, without dropout.</summary>
    public required double TotalAccuracy { get; init; }
}
