using System.Collections.Immutable;
using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Datasets;

/// <summary>Structures without a class: dense and loose packings of one to four species.</summary>
internal sealed class DisorderedSamples(RobustTrainingSettings settings)
{
    private const double Distance = 2.5;

    private static readonly ImmutableArray<ChemicalElement> Species =
        [.. new[] { "Cu", "O", "Na", "Si" }.Select(ChemicalElement.Parse)];

    /// <summary>Packing <paramref name="number"/>: as it is, or a cube cut out of it; half of them shaken.</summary>
    public AtomicStructure Packing(ulong number)
    {
        RandomNumbers random = RandomStreams.Of(RandomStreams.DisorderedSamples, settings.Seed, number);
        double edge = random.Uniform(0, settings.Edges.Low, settings.Edges.High);
        double density = random.Uniform(1) < 0.15 ? random.Uniform(2, 0.1, 0.5) : random.Uniform(2, 0.5, 1.08);

        // The periodic cube is a little larger than the piece that may be cut out of it.
        int atoms = Math.Max(40, (int)(density * Math.Pow((edge + 2) / Distance, 3)));
        AtomicStructure packing = DisorderedPacking.Create(
            new DisorderedPackingSettings
            {
                Atoms = atoms,
                Density = density,
                LeastDistance = Distance,
                Species = Species[..(1 + random.Below(3, Species.Length))],
            },
            settings.Seed,
            number);
        if (random.Uniform(4) < 0.8)
        {
            packing = CrystalPiece.Cube(
                packing.WithPeriodicity(Periodicity.None),
                packing.Lattice!.ToCartesian(new Vector3D(0.5, 0.5, 0.5)),
                new Rotation(new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 0, 1)),
                edge);
        }

        return random.Uniform(5) < 0.5
            ? Displacements.Gaussian(packing, 0.12 * Distance * random.Uniform(6), settings.Seed, number)
            : packing;
    }
}
