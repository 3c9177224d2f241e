using Arise.Defects;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Defects;

public class VacanciesTests
{
    private static readonly AtomicStructure Block =
        Supercell.Repeat(PrototypeLibrary.Find("rock salt").Structure, 5, 5, 5);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.01, 2)]
    [InlineData(0.3, 75)]
    [InlineData(1, 250)]
    public void The_whole_part_of_the_share_is_missing_and_nothing_else_changes(double ratio, int missing)
    {
        AtomicStructure kept = Vacancies.Remove(Block, ratio, 1, 2);
        Assert.Equal(Block.Count - missing, kept.Count);
        Assert.Equal(Block.Lattice, kept.Lattice);
        Assert.Equal(Block.Periodicity, kept.Periodicity);
        int source = -1;
        for (int atom = 0; atom < kept.Count; atom++)
        {
            do
                source++;
            while (Block.Positions[source] != kept.Positions[atom]);
            Assert.Equal(Block.Species[source], kept.Species[atom]);
        }
    }

    // Hypergeometric: an atom is missing in 30 % of the samples, two given atoms in 75 * 74 / (250 * 249).
    [Fact]
    public void Every_atom_and_every_pair_is_missing_equally_often()
    {
        const int samples = 4000;
        var missing = new int[Block.Count];
        int both = 0;
        for (int number = 0; number < samples; number++)
        {
            AtomicStructure kept = Vacancies.Remove(Block, 0.3, 7, (ulong)number);
            var left = new HashSet<Vector3D>(kept.Positions.ToArray());
            for (int atom = 0; atom < Block.Count; atom++)
                missing[atom] += left.Contains(Block.Positions[atom]) ? 0 : 1;
            both += left.Contains(Block.Positions[0]) || left.Contains(Block.Positions[1]) ? 0 : 1;
        }

        double deviation = Math.Sqrt(0.3 * 0.7 / samples);
        Assert.All(missing, count => Assert.Equal(0.3, (double)count / samples, 4.5 * deviation));
        double pair = 75.0 * 74 / (250 * 249);
        Assert.Equal(pair, (double)both / samples, 4.5 * Math.Sqrt(pair * (1 - pair) / samples));
    }

    [Fact]
    public void The_choice_depends_on_seed_and_number_alone()
    {
        AtomicStructure[] one = Make(1), many = Make(4);
        for (int k = 0; k < one.Length; k++)
            Assert.Equal(one[k].Positions, many[k].Positions);
        Assert.NotEqual(one[0].Positions.ToArray(), one[1].Positions.ToArray());
        Assert.NotEqual(
            one[0].Positions.ToArray(), Vacancies.Remove(Block, 0.2, 4, 0).Positions.ToArray());

        static AtomicStructure[] Make(int threads)
        {
            var made = new AtomicStructure[20];
            Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
                made[k] = Vacancies.Remove(Block, 0.2, 3, (ulong)k));
            return made;
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_outside_zero_to_one_is_refused(double ratio) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vacancies.Remove(Block, ratio, 1));
}
