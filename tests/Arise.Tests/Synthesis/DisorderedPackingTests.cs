using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Synthesis;

public class DisorderedPackingTests
{
    [Theory]
    [InlineData(0.2, 60)]
    [InlineData(0.9, 200)]
    [InlineData(1.1, 200)]
    public void No_two_atoms_are_closer_than_stated_and_the_density_is_as_stated(double density, int atoms)
    {
        var settings = new DisorderedPackingSettings { Atoms = atoms, Density = density, LeastDistance = 2.2 };
        for (ulong number = 0; number < 3; number++)
        {
            AtomicStructure packing = DisorderedPacking.Create(settings, 11, number);
            Assert.Equal(atoms, packing.Count);
            Assert.Equal(density, packing.Count / packing.Lattice!.Volume * Math.Pow(2.2, 3), 1e-9);
            Assert.True(Closest(packing) >= 2.2 - 1e-9, $"{Closest(packing)}");
        }
    }

    // In a crystal the atoms between the first and the second shell are missing; a packing has a broad second peak.
    [Fact]
    public void A_packing_has_no_shells_like_a_crystal()
    {
        AtomicStructure packing =
            DisorderedPacking.Create(new DisorderedPackingSettings { Atoms = 400, Density = 0.95 }, 12);
        int[] shells = new int[8];
        foreach (double r in Distances(packing, 2.5 * 2.2))
        {
            if (r >= 2.5 * 1.4)
                shells[(int)((r / 2.5 - 1.4) / 0.1)]++;
        }

        Assert.All(shells, count => Assert.True(count > 100, string.Join(' ', shells)));
    }

    [Fact]
    public void Seed_and_number_alone_decide_and_species_occur_in_shares()
    {
        ChemicalElement[] species = [.. new[] { "Cu", "Zr", "Al" }.Select(ChemicalElement.Parse)];
        var settings = new DisorderedPackingSettings { Atoms = 300, Species = [.. species] };
        var made = new AtomicStructure[4];
        Parallel.For(0, made.Length, k => made[k] = DisorderedPacking.Create(settings, 13, (ulong)k));
        for (int k = 0; k < made.Length; k++)
        {
            AtomicStructure again = DisorderedPacking.Create(settings, 13, (ulong)k);
            Assert.Equal(again.Positions, made[k].Positions);
            Assert.Equal(again.Species, made[k].Species);
            Assert.Equal(3, made[k].DistinctSpecies().Length);
        }

        Assert.NotEqual(made[0].Positions.ToArray(), made[1].Positions.ToArray());
        Assert.NotEqual(made[0].Species.ToArray(), made[1].Species.ToArray());
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        var settings = new DisorderedPackingSettings();
        Assert.Throws<ArgumentException>(
            nameof(settings.Density), () => DisorderedPacking.Create(settings with { Density = 1.3 }, 1));
        Assert.Throws<ArgumentException>(
            nameof(settings.Atoms), () => DisorderedPacking.Create(settings with { Atoms = 1 }, 1));
        Assert.Throws<ArgumentException>(
            nameof(settings.Species), () => DisorderedPacking.Create(settings with { Species = [] }, 1));
        Assert.Throws<InvalidOperationException>(() => DisorderedPacking.Create(settings with { MostSteps = 1 }, 1));
    }

    private static double Closest(AtomicStructure structure) => Distances(structure, 3).Min();

    private static IEnumerable<double> Distances(AtomicStructure structure, double cutoff)
    {
        Lattice lattice = structure.Lattice!;
        double edge = lattice.A.X;
        for (int i = 0; i < structure.Count; i++)
        {
            for (int j = i + 1; j < structure.Count; j++)
            {
                double square = 0;
                for (int axis = 0; axis < 3; axis++)
                {
                    double d = structure.Positions[i][axis] - structure.Positions[j][axis];
                    d -= edge * Math.Round(d / edge);
                    square += d * d;
                }

                if (square < cutoff * cutoff)
                    yield return Math.Sqrt(square);
            }
        }
    }
}
