using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

public class NearestNeighborDistanceTests
{
    [Fact]
    public void Published_structures_have_the_published_lengths()
    {
        Assert.Equal(396, PublishedVectors.All.Count);
        foreach (PublishedVectors row in PublishedVectors.All)
        {
            SpeciesPairDistances found = NearestNeighborDistance.Compute(row.Structure);
            for (int a = 0; a < found.Species.Length; a++)
            {
                for (int b = 0; b < found.Species.Length; b++)
                {
                    // Equal distances: the reference adds or subtracts half a bin, 0.005 Angstrom; this program does
                    // not.
                    double tolerance = row.Regimes[a, b] == "all_equal" ? 0.0051 : 1e-9;
                    Assert.True(
                        Math.Abs(found[a, b] - row.Distances[a, b]) <= tolerance,
                        $"{row.Name} {found.Species[a]}-{found.Species[b]} ({row.Regimes[a, b]}): {found[a, b]:R} for "
                        + $"{row.Distances[a, b]:R}");
                }
            }
        }
    }

    [Fact]
    public void The_heaviest_bin_of_the_weighted_histogram_wins()
    {
        // Ninety distances at 2.0, one hundred at 2.5 and one at 3: 90/4 against 100/6.25.
        double[] distances = [.. Enumerable.Repeat(2.0, 90), .. Enumerable.Repeat(2.5, 100), 3.0];
        Assert.Equal(2.005, NearestNeighborDistance.MostFrequent(distances), 1e-12);

        // With 150 the longer one wins; its bin is [2.5, 2.51).
        distances = [.. Enumerable.Repeat(2.0, 90), .. Enumerable.Repeat(2.5, 150), 3.0];
        Assert.Equal(2.505, NearestNeighborDistance.MostFrequent(distances), 1e-12);
    }

    [Fact]
    public void Equal_distances_are_taken_as_they_are()
    {
        Assert.Equal(2.556, NearestNeighborDistance.MostFrequent([2.556, 2.556 + 5e-10, 2.556]));
        Assert.InRange(NearestNeighborDistance.MostFrequent([2.556, 2.556 + 1e-6, 2.556]), 2.556, 2.556 + 1e-6);
        AtomicStructure dimer = Atoms("Cu", Vector3D.Zero, new Vector3D(0, 0, 2.2));
        Assert.Equal(2.2, NearestNeighborDistance.Compute(dimer)[0, 0]);
    }

    [Fact]
    public void A_far_neighbor_is_found_by_a_later_reach_and_a_very_far_one_never()
    {
        Assert.Equal(35, NearestNeighborDistance.Compute(Atoms("Ar", Vector3D.Zero, new Vector3D(35, 0, 0)))[0, 0]);
        Assert.True(
            double.IsNaN(NearestNeighborDistance.Compute(Atoms("Ar", Vector3D.Zero, new Vector3D(120, 0, 0)))[0, 0]));
        Assert.True(double.IsNaN(NearestNeighborDistance.Compute(Atoms("Ar", Vector3D.Zero))[0, 0]));
    }

    [Fact]
    public void A_lone_atom_in_a_periodic_cell_is_its_own_neighbor()
    {
        var cell = new AtomicStructure(
            [new Vector3D(1, 2, 3)],
            [ChemicalElement.Parse("Po")],
            new Lattice(new(3.34, 0, 0), new(0, 3.4, 0), new(0, 0, 3.5)),
            Periodicity.Bulk);
        Assert.Equal(3.34, NearestNeighborDistance.Compute(cell)[0, 0], 1e-12);
    }

    [Fact]
    public void A_pair_of_species_out_of_reach_of_some_centers_moves_on_to_the_next_reach()
    {
        // Two Cu-O dimers and a Cu-Cu dimer 25 Angstrom away from the next O: reach 20.2 fails, 40.2 finds them.
        var positions = new Vector3D[] { new(0, 0, 0), new(2, 0, 0), new(27, 0, 0), new(29.5, 0, 0) };
        ChemicalElement cu = ChemicalElement.Parse("Cu"), o = ChemicalElement.Parse("O");
        SpeciesPairDistances found = NearestNeighborDistance.Compute(new AtomicStructure(positions, [cu, o, cu, cu]));
        Assert.Equal(["O", "Cu"], found.Species.Select(s => s.Symbol));

        // Cu to O: 2, 25 and 27.5; the left edge of the first bin gives it the weight 1/4.
        Assert.Equal(2 + (25.5 / 200), found[1, 0], 1e-12);
        Assert.Equal(2, found[0, 1]);
    }

    [Fact]
    public void Atoms_at_one_place_are_refused() =>
        Assert.Throws<DescriptorException>(
            () => NearestNeighborDistance.Compute(Atoms("Cu", Vector3D.Zero, new Vector3D(1e-5, 0, 0))));

    private static AtomicStructure Atoms(string element, params Vector3D[] positions) =>
        new(positions, [.. Enumerable.Repeat(ChemicalElement.Parse(element), positions.Length)]);

    [Fact]
    public void Lone_atoms_in_a_large_structure_are_found_from_afar()
    {
        // 18 x 18 x 18 simple cubic cells of 3 Angstrom, not periodic, with tungsten in two opposite corners.
        const int Edge = 18;
        Vector3D[] positions = [.. from x in Enumerable.Range(0, Edge)
            from y in Enumerable.Range(0, Edge)
            from z in Enumerable.Range(0, Edge)
            select 3.0 * new Vector3D(x, y, z)];
        ChemicalElement iron = ChemicalElement.Parse("Fe"), tungsten = ChemicalElement.Parse("W");
        var structure = new AtomicStructure(
            positions, [.. positions.Select((_, i) => i == 0 || i == positions.Length - 1 ? tungsten : iron)]);
        Assert.True(structure.Count > 4096);
        SpeciesPairDistances found = NearestNeighborDistance.Compute(structure);

        double diagonal = 3 * (Edge - 1) * Math.Sqrt(3);
        double[] toTungsten = [.. positions[1..^1].Select(p => Math.Min(p.Length, (p - positions[^1]).Length))];
        Assert.Equal(3, found[0, 0], 1e-9);
        Assert.Equal(NearestNeighborDistance.MostFrequent(toTungsten), found[0, 1], 1e-9);
        Assert.Equal(3, found[1, 0], 1e-9);
        Assert.Equal(diagonal, found[1, 1], 1e-9);
    }

    // Rock salt: unlike neighbors at a / 2, like ones at a / sqrt 2; species apart and together differ.
    [Fact]
    public void All_atoms_together_have_the_shortest_distance_of_rock_salt()
    {
        AtomicStructure rockSalt = PrototypeLibrary.Find("rock salt").Structure;
        double together = NearestNeighborDistance.OfAllAtoms(rockSalt);
        SpeciesPairDistances apart = NearestNeighborDistance.Compute(rockSalt);
        Assert.Equal(apart[0, 1], together, 1e-9);
        Assert.Equal(apart[0, 0], together * Math.Sqrt(2), 1e-6);
        Assert.True(double.IsNaN(NearestNeighborDistance.OfAllAtoms(rockSalt.Select([]))));
    }
}
