using Arise.Numerics;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Samples;

/// <summary>Gas of atoms, or of molecules of two to six atoms in any shape.</summary>
internal sealed class GasSamples(AtomSampleSettings settings)
{
    private const double Bond = 1.5;
    private const double LeastGap = 0.8;
    private static readonly ChemicalElement[] Species = [.. new[] { "N", "O" }.Select(ChemicalElement.Parse)];

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("gas", settings.Gases, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        int size = index % 2 == 0 ? 2 : draws.Between(1, 6);
        var species = new ChemicalElement[size];
        for (int k = 0; k < size; k++)
            species[k] = draws.Of(Species);
        Vector3D[] shape = Shape(size, draws);
        AtomicStructure centers = DisorderedPacking.Create(
            new DisorderedPackingSettings
            {
                Atoms = 300 / size,
                LeastDistance = Bond * (1.5 + (0.5 * size)),
                Density = draws.Uniform(0.05, 0.6),
            },
            draws.Seed());
        var positions = new List<Vector3D>();
        var elements = new List<ChemicalElement>();
        foreach (Vector3D center in centers.Positions.ToArray())
        {
            Rotation rotation = draws.Rotation();
            positions.AddRange(shape.Select(atom => center + rotation.Apply(atom)));
            elements.AddRange(species);
        }

        var gas = new AtomicStructure([.. positions], [.. elements], centers.Lattice, Periodicity.Bulk);
        return [LabelColumn.Sample(
            LabelColumn.Fill(gas, AtomSample.None), $"gas of molecules of {size}", settings.Rows / 2)];
    }

    // Atom by atom, each bound to one before it and not too near to the others.
    private static Vector3D[] Shape(int size, Draws draws)
    {
        var shape = new List<Vector3D> { Vector3D.Zero };
        while (shape.Count < size)
        {
            Vector3D next = draws.Of(shape) + (Bond * draws.Direction());
            if (shape.All(atom => (atom - next).Length > LeastGap * Bond))
                shape.Add(next);
        }

        return [.. shape];
    }
}
