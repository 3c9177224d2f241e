using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DynamicLiquidsTests
{
    private static readonly Draws Numbers = new(new RandomNumbers(1, 1));

    [Fact]
    public void A_mixture_cools_from_a_liquid_to_a_glass_without_any_class()
    {
        Substance mixture = Substances.Liquids.First(one => one.Name == "Kob-Andersen");
        IReadOnlyList<AtomSample> frames = DynamicLiquids.Make(mixture, [1.3, 0.2], Numbers, 20);
        Assert.Equal(4, frames.Count);
        foreach (AtomSample frame in frames)
        {
            Assert.DoesNotContain(frame.Labels, label => label >= 0);
            Assert.True(frame.Labels.Count(label => label == AtomSample.None) > 0.95 * frame.Labels.Length);
            Assert.Equal(2, frame.Structure.DistinctSpecies().Length);
            Assert.Equal(
                0.2 * frame.Labels.Length,
                frame.Structure.Species.ToArray().Count(element => element == DynamicClasses.Elements[1]),
                1.0);
            Assert.Equal(20, frame.Rows);
        }

        // A liquid that is four fifths colder is denser.
        Assert.True(frames[^1].Structure.Lattice!.Volume < 0.95 * frames[0].Structure.Lattice!.Volume);
    }

    // No liquid keeps the crystal it comes from: the mean of q over all atoms has gone.
    [Fact]
    public void A_melt_has_lost_the_order_of_the_crystal()
    {
        Substance silicon = Substances.All.First(one => one.Name == "silicon");
        AtomSample frame = DynamicLiquids.Make(silicon, [1.1], Numbers, 20)[0];
        double scale = silicon.Spacing / DynamicClasses.Distance;
        Lattice cell = frame.Structure.Lattice!;
        var atoms = new Particles(
            [.. frame.Structure.Positions.ToArray().Select(position => scale * position)],
            default,
            scale * new Vector3D(cell.A.X, cell.B.Y, cell.C.Z),
            Periodicity.Bulk);
        Assert.InRange(
            Dynamics.Matter.Order(silicon, atoms, Dynamics.Matter.Hot(silicon, 4, 0)), -0.15, 0.15);
    }

    [Fact]
    public void Training_does_not_see_what_is_held_out()
    {
        SampleKind kind = new DynamicLiquids(new AtomSampleSettings { Simulations = 1 }).Kind;
        Assert.Equal(
            Substances.All.Count + Substances.Liquids.Count,
            kind.Count + Substances.All.Count(one => one.IsHeldOut) + Substances.Liquids.Count(one => one.IsHeldOut));
        Assert.True(Substances.All.Count(one => one.IsHeldOut) >= 3);
        Assert.Contains(Substances.Liquids, one => one.IsHeldOut);
    }
}
