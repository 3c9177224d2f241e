using Arise.Defects;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Defects;

public class SubstitutionsTests
{
    private static readonly ChemicalElement Sodium = ChemicalElement.Parse("Na"), Xenon = ChemicalElement.Parse("Xe");

    private static readonly AtomicStructure Block =
        Supercell.Repeat(PrototypeLibrary.Find("rock salt").Structure, 5, 5, 5);

    // Of n atoms of two equally frequent species that exchange them at random, n / 2 get the other one on average.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 12.5)]
    [InlineData(1, 125)]
    public void Exchange_keeps_composition_and_positions_and_moves_half_of_those_that_take_part(
        double ratio, double expected)
    {
        const int samples = 400;
        double changed = 0;
        for (ulong number = 0; number < samples; number++)
        {
            AtomicStructure made = Substitutions.Exchange(Block, ratio, 1, number);
            Assert.Equal(Block.Formula(), made.Formula());
            Assert.Equal(Block.Positions, made.Positions);
            changed += Changed(made) / (double)samples;
        }

        Assert.Equal(expected, changed, 0.05 * expected);
    }

    [Fact]
    public void Every_atom_is_replaced_equally_often()
    {
        const int samples = 4000;
        var replaced = new int[Block.Count];
        for (ulong number = 0; number < samples; number++)
        {
            AtomicStructure made = Substitutions.Dissolve(Block, Xenon, 0.3, 7, number);
            Assert.Equal(75, made.Species.ToArray().Count(element => element == Xenon));
            for (int atom = 0; atom < Block.Count; atom++)
                replaced[atom] += made.Species[atom] == Xenon ? 1 : 0;
        }

        double deviation = Math.Sqrt(0.3 * 0.7 / samples);
        Assert.All(replaced, count => Assert.Equal(0.3, (double)count / samples, 4.5 * deviation));
    }

    [Fact]
    public void The_choice_depends_on_seed_and_number()
    {
        AtomicStructure made = Substitutions.Exchange(Block, 0.5, 3, 1);
        Assert.Equal(made.Species, Substitutions.Exchange(Block, 0.5, 3, 1).Species);
        Assert.NotEqual(made.Species.ToArray(), Substitutions.Exchange(Block, 0.5, 3, 2).Species.ToArray());
        Assert.NotEqual(made.Species.ToArray(), Substitutions.Exchange(Block, 0.5, 4, 1).Species.ToArray());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_outside_zero_to_one_is_refused(double ratio)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Substitutions.Exchange(Block, ratio, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Substitutions.Dissolve(Block, Sodium, ratio, 1));
    }

    private static int Changed(AtomicStructure made) =>
        Enumerable.Range(0, Block.Count).Count(atom => made.Species[atom] != Block.Species[atom]);
}
