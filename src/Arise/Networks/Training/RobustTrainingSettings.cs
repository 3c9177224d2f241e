using System.Collections.Immutable;

namespace Arise.Networks.Training;

/// <summary>
/// Settings of <see cref="RobustTrainingSet"/>: how many defective structures there are beside the pristine ones, and
/// how defective they are. Ratios of displacements are in units of the d_NN of all atoms of the crystal together.
/// </summary>
public sealed record RobustTrainingSettings
{
    /// <summary>Seed of everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Defective blocks per class: the three supercells of the pristine set, periodic and finite, in turn.
    /// </summary>
    public int BlocksPerClass { get; init; } = 300;

    /// <summary>Pieces per class, cut at random orientation and place out of the endless crystal.</summary>
    public int PiecesPerClass { get; init; } = 600;

    /// <summary>Structures without a class: packings, and crystals shaken beyond recognition.</summary>
    public int Disordered { get; init; } = 15_000;

    /// <summary>Labels of classes with <see cref="ExtraPieces"/> more pieces each.</summary>
    public ImmutableArray<string> HardClasses { get; init; } = [];

    /// <summary>Further pieces of each of the hard classes.</summary>
    public int ExtraPieces { get; init; }

    /// <summary>Edges of the cubes, Angstrom; a fifth of the pieces are balls of the same volume instead.</summary>
    public (double Low, double High) Edges { get; init; } = (12, 20);

    /// <summary>Extrinsic scales: every second row has one drawn from this range, the others have 1.</summary>
    public (double Low, double High) Scales { get; init; } = (0.82, 1.05);

    /// <summary>Largest share of missing atoms.</summary>
    public double Missing { get; init; } = 0.3;

    /// <summary>Largest bound of uniform displacements.</summary>
    public double Uniform { get; init; } = 0.18;

    /// <summary>Largest standard deviation of normal displacements, of single atoms or as thermal waves.</summary>
    public double Gaussian { get; init; } = 0.13;

    /// <summary>Largest component of strain.</summary>
    public double Strain { get; init; } = 0.03;

    /// <summary>Standard deviations of displacements that leave no crystal.</summary>
    public (double Low, double High) Shattering { get; init; } = (0.25, 0.6);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        if (BlocksPerClass < 0 || PiecesPerClass < 0 || Disordered < 0 || ExtraPieces < 0)
            throw new ArgumentException("A number of structures is negative.");
        RequireRange(Edges, nameof(Edges), 5, 100);
        RequireRange(Scales, nameof(Scales), 0.1, 10);
        RequireRange(Shattering, nameof(Shattering), 0, 2);
        RequireRange((0, Missing), nameof(Missing), 0, 0.9);
        RequireRange((0, Uniform), nameof(Uniform), 0, 1);
        RequireRange((0, Gaussian), nameof(Gaussian), 0, 1);
        RequireRange((0, Strain), nameof(Strain), 0, 0.2);
    }

    private static void RequireRange((double Low, double High) range, string name, double least, double most)
    {
        if (!(range.Low >= least && range.High <= most && range.Low <= range.High))
            throw new ArgumentException($"{name} {range} is not a range within [{least}, {most}].");
    }
}
