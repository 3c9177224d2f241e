using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Defects;

public class HardCoresTests
{
    [Fact]
    public void A_close_pair_is_parted_exactly_and_its_center_stays()
    {
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        var pair = new AtomicStructure([new Vector3D(1, 0, 0), new Vector3D(2, 0, 0)], [copper, copper]);
        AtomicStructure parted = HardCores.Part(pair, 2.5, 1);
        Assert.Equal(new Vector3D(0.25, 0, 0), parted.Positions[0]);
        Assert.Equal(new Vector3D(2.75, 0, 0), parted.Positions[1]);
        Assert.Equal(pair.Positions, HardCores.Part(pair, 0.9).Positions);
        Assert.Throws<ArgumentOutOfRangeException>(() => HardCores.Part(pair, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => HardCores.Part(pair, 1, 0));
    }

    // Pushes come in opposite pairs: the center of mass stays; across periodic boundaries too.
    [Fact]
    public void Close_pairs_of_a_shaken_crystal_become_rare()
    {
        AtomicStructure block = Supercell.Repeat(PrototypeLibrary.Find("fcc").Structure, 8, 8, 8);
        double distance = block.Lattice!.A.Length / 8;
        AtomicStructure shaken = Displacements.Gaussian(block, 0.12 * distance, 3);
        AtomicStructure parted = HardCores.Part(shaken, 0.85 * distance);
        Assert.True(5 * ClosePairs(parted) < ClosePairs(shaken), $"{ClosePairs(parted)}, {ClosePairs(shaken)}");
        Assert.True((Center(parted) - Center(shaken)).Length < 1e-9);

        int ClosePairs(AtomicStructure structure)
        {
            var search = new NeighborSearch(structure, 0.8 * distance);
            var neighbors = new NeighborBuffer();
            int count = 0;
            for (int atom = 0; atom < structure.Count; atom++)
            {
                search.Find(atom, neighbors);
                count += neighbors.Count;
            }

            return count;
        }

        static Vector3D Center(AtomicStructure structure)
        {
            Vector3D sum = Vector3D.Zero;
            foreach (Vector3D position in structure.Positions)
                sum += position;
            return sum / structure.Count;
        }
    }

    // Cores of kinds: only pairs nearer than their own limit move, and enough sweeps leave none.
    [Fact]
    public void Kinds_have_cores_of_their_own_and_enough_sweeps_leave_no_pair_nearer()
    {
        AtomicStructure salt = PrototypeLibrary.Find("rock salt").Structure.Repeat(5, 5, 5);
        double distance = NearestNeighborDistance.OfAllAtoms(salt);
        ChemicalElement first = salt.Species[0];
        int[] kinds = [.. salt.Species.ToArray().Select(species => species == first ? 0 : 1)];
        double like = 0.8 * Math.Sqrt(2) * distance, unlike = 0.8 * distance;
        AtomicStructure shaken = Displacements.Gaussian(salt, 0.12 * distance, 8);
        AtomicStructure parted =
            HardCores.Part(shaken, kinds, new[,] { { like, unlike }, { unlike, like } }, 200);
        Assert.True(Nearest(shaken, same: true) < 0.95 * like);
        Assert.True(Nearest(shaken, same: false) < 0.95 * unlike);
        Assert.True(Nearest(parted, same: true) > 0.999 * like);
        Assert.True(Nearest(parted, same: false) > 0.999 * unlike);

        double Nearest(AtomicStructure structure, bool same)
        {
            var search = new NeighborSearch(structure, 1.5 * distance);
            var neighbors = new NeighborBuffer();
            double least = double.PositiveInfinity;
            for (int atom = 0; atom < structure.Count; atom++)
            {
                search.Find(atom, neighbors);
                for (int k = 0; k < neighbors.Count; k++)
                {
                    if ((kinds[atom] == kinds[neighbors.Atoms[k]]) == same)
                        least = Math.Min(least, Math.Sqrt(neighbors.SquaredDistances[k]));
                }
            }

            return least;
        }
    }
}
