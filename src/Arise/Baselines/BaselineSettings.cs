namespace Arise.Baselines;

/// <summary>What the classical methods may be told.</summary>
public sealed record BaselineSettings
{
    private const int MostNeighbors = 64;
    private const double LongestCutoff = 100;

    /// <summary>
    /// Longest bond of the common-neighbor analysis with a fixed cutoff, Angstrom. Null, the default, for the middle
    /// between two shells of the sample; see <see cref="CommonNeighborAnalysis.DefaultCutoff"/>.
    /// </summary>
    public double? Cutoff { get; init; }

    /// <summary>The decision tree of the bond-angle analysis.</summary>
    public BondAngleVariant BondAngles { get; init; }

    /// <summary>Number of neighbors for the centrosymmetry, even: 12 for fcc and hcp, 8 for bcc.</summary>
    public int CentrosymmetryNeighbors { get; init; } = 12;

    /// <summary>Threads, 0 for one per processor; no result depends on it.</summary>
    public int Threads { get; init; }

    /// <summary>Refuses settings out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the parameter name says which.</exception>
    public void Validate()
    {
        Setting.Require(
            Cutoff is null or (> 0 and <= LongestCutoff),
            nameof(Cutoff),
            $"A cutoff of {Cutoff} Angstrom: above 0 and up to {LongestCutoff} are possible.");
        Setting.Require(
            Enum.IsDefined(BondAngles), nameof(BondAngles), $"There is no bond-angle analysis {BondAngles}.");
        Setting.Require(
            CentrosymmetryNeighbors is >= 2 and <= MostNeighbors && CentrosymmetryNeighbors % 2 == 0,
            nameof(CentrosymmetryNeighbors),
            $"{CentrosymmetryNeighbors} neighbors: an even number from 2 to {MostNeighbors} is possible.");
        Setting.RequireThreads(Threads);
    }
}
