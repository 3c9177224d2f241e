using Arise.Imaging;

namespace Arise.Studies.Microscopy;

/// <summary>Simulated images of one kind.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Lattices">Its lattices, in turn.</param>
/// <param name="Disorders">What breaks their order, in turn.</param>
internal sealed record FinderGroup(string Name, ProjectedLattice[] Lattices, ImageDisorder[] Disorders)
{
    private static readonly ProjectedLattice[] Others = [.. Enum.GetValues<ProjectedLattice>().Where(
        lattice => lattice is not (ProjectedLattice.Honeycomb or ProjectedLattice.Amorphous))];

    /// <summary>All groups.</summary>
    public static FinderGroup[] All { get; } =
    [
        new("graphene", [ProjectedLattice.Honeycomb], [ImageDisorder.PointDefects]),
        new("other lattices", Others, [ImageDisorder.PointDefects]),
        new("boundaries", [ProjectedLattice.Honeycomb, .. Others], [ImageDisorder.Boundaries]),
        new(
            "edges, amorphous",
            [ProjectedLattice.Honeycomb, .. Others],
            [ImageDisorder.Edges, ImageDisorder.AmorphousAreas]),
    ];

    /// <summary>The settings of an image.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="seed">Chooses the family of images.</param>
    /// <param name="clarity">What is to be seen of an atom.</param>
    /// <param name="side">Pixels per side.</param>
    public ImageSimulatorSettings Settings(int number, ulong seed, double clarity, int side) => new()
    {
        Seed = seed,
        Width = side,
        Height = side,
        Lattice = Lattices[number % Lattices.Length],
        Disorder = Disorders[number / Lattices.Length % Disorders.Length],
        Clarity = clarity,
        MostSpacing = 24,
    };
}
