using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Labeling;

/// <summary>
/// Close-packed layers A, B, C stacked along z and repeated without end, with labels that follow from the stacking: a
/// layer between two of the same letter is hcp, one between different ones fcc.
/// </summary>
internal sealed class StackedLayers
{
    /// <summary>Distance of neighbors, Angstrom.</summary>
    public const double Spacing = 2.556;

    private static readonly double Height = Spacing * Math.Sqrt(2.0 / 3);

    /// <summary>Stacks layers of n x n atoms.</summary>
    /// <param name="stacking">Letters of the layers; the first follows the last.</param>
    /// <param name="n">Atoms along an edge.</param>
    /// <param name="seed">Seed of displacements and wrong labels.</param>
    /// <param name="displacement">Standard deviation of each coordinate, in units of the spacing.</param>
    /// <param name="wrong">Share of the atoms with a label of another class.</param>
    public StackedLayers(string stacking, int n, int seed = 0, double displacement = 0, double wrong = 0)
    {
        var random = new Random(seed);
        Vector3D a = new(Spacing, 0, 0), b = new(Spacing / 2, Spacing * Math.Sqrt(0.75), 0);
        var positions = new List<Vector3D>();
        int[] others = [FakeLabeler.Class("bcc"), FakeLabeler.Class("hcp"), FakeLabeler.Class("fcc"), -1];
        for (int layer = 0; layer < stacking.Length; layer++)
        {
            char before = stacking[(layer + stacking.Length - 1) % stacking.Length];
            char behind = stacking[(layer + 1) % stacking.Length];
            Assert.True(stacking[layer] != before && stacking[layer] != behind, "Equal layers cannot touch.");
            bool isHcp = before == behind;
            Vector3D offset = ((stacking[layer] - 'A') / 3.0 * (a + b)) + new Vector3D(0, 0, layer * Height);
            for (int k = 0; k < n * n; k++)
            {
                positions.Add(offset + (k / n * a) + (k % n * b)
                    + (displacement * Spacing * new Vector3D(Normal(random), Normal(random), Normal(random))));
                Classes.Add(random.NextDouble() < wrong
                    ? others[random.Next(others.Length)]
                    : FakeLabeler.Class(isHcp ? "hcp" : "fcc"));
            }
        }

        LayerArea = Vector3D.Cross(n * a, n * b).Length;
        Structure = new AtomicStructure(
            [.. positions],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), positions.Count)],
            new Lattice(n * a, n * b, new Vector3D(0, 0, stacking.Length * Height)),
            Periodicity.Bulk);
    }

    /// <summary>The atoms.</summary>
    public AtomicStructure Structure { get; private set; }

    /// <summary>Class of each atom.</summary>
    public List<int> Classes { get; } = [];

    /// <summary>Area of a layer, square Angstrom.</summary>
    public double LayerArea { get; }

    /// <summary>The same turned in space.</summary>
    public StackedLayers Turned(double angle)
    {
        var x = new Vector3D(Math.Cos(angle), Math.Sin(angle), 0);
        var y = new Vector3D(-Math.Sin(angle) * Math.Cos(1), Math.Cos(angle) * Math.Cos(1), Math.Sin(1));
        Vector3D z = Vector3D.Cross(x, y);
        Lattice lattice = Structure.Lattice!;
        Structure = new AtomicStructure(
            [.. Structure.Positions.ToArray().Select(Turn)],
            Structure.Species,
            new Lattice(Turn(lattice.A), Turn(lattice.B), Turn(lattice.C)),
            Periodicity.Bulk);
        return this;

        Vector3D Turn(Vector3D p) => (p.X * x) + (p.Y * y) + (p.Z * z);
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
