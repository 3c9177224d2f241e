using System.Globalization;
using Arise.Labeling;

namespace Arise.Reporting.Labels;

/// <summary>What the table of frames says of one of them.</summary>
/// <param name="file">Where it was read from.</param>
/// <param name="number">Number of the frame in the file, from 1.</param>
/// <param name="labels">Its labels; they are not kept.</param>
internal sealed class LabeledFrame(string file, int number, AtomLabels labels)
{
    private readonly (int Class, double Share)[] _shares =
    [
        .. labels.Counts.Index().Where(pair => pair.Item > 0)
            .Select(pair => (pair.Index, pair.Item / (double)labels.Structure.Count)),
    ];

    /// <summary>Where it was read from.</summary>
    public string File => file;

    /// <summary>Number of the frame in the file, from 1.</summary>
    public int Number => number;

    /// <summary>The time step, where the file says it.</summary>
    public string? Timestep { get; } = labels.Structure.Timestep?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Number of atoms.</summary>
    public int Atoms { get; } = labels.Structure.Count;

    /// <summary>Share of the atoms without a class.</summary>
    public double Other { get; } = labels.OtherShare;

    /// <summary>Mean entropy of the atoms, bit.</summary>
    public double MeanEntropy { get; } = labels.MeanEntropy;

    /// <summary>Share of the atoms of a class.</summary>
    public double Share(int classIndex) => Array.Find(_shares, share => share.Class == classIndex).Share;
}
