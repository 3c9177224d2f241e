using Arise.Descriptors;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Synthesis;

public sealed class PolycrystalTests
{
    private static readonly Prototype Fcc = PrototypeLibrary.Find("fcc");
    private static readonly Prototype Bcc = PrototypeLibrary.Find("bcc");
    private static readonly Prototype Diamond = PrototypeLibrary.Find("diamond");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Grains_fill_the_box_and_keep_their_distance(bool periodic)
    {
        var settings = new Polycrystal
        {
            Size = new Vector3D(34, 30, 28),
            Grains = [Fcc, Bcc, Fcc, Bcc],
            NearestNeighborDistance = 2.5,
            IsPeriodic = periodic,
            Seed = 5,
        };
        AtomicStructure sample = settings.Build();
        long[] grains = (long[])sample.Columns.Single(column => column.Name == "grain").Values;
        Assert.Equal(4, grains.Distinct().Count());

        // Between the densities of bcc, 8/(2 d/sqrt 3)^3/4, and fcc, sqrt 2/d^3, less what boundaries lose.
        double density = sample.Count * Math.Pow(2.5, 3) / (34 * 30 * 28.0);
        Assert.InRange(density, 0.85 * 1.299, 1.4143);
        var search = new NeighborSearch(sample, 2.4999);
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < sample.Count; atom++)
        {
            search.Find(atom, neighbors);
            for (int k = 0; k < neighbors.Count; k++)
            {
                // In a periodic box a grain may meet its own image.
                Assert.True(periodic || grains[atom] != grains[neighbors.Atoms[k]]);
                Assert.True(neighbors.SquaredDistances[k] >= 4 * (1 - 1e-12));
            }
        }
    }

    [Fact]
    public void Inside_a_grain_the_crystal_is_perfect_across_the_boundary_too()
    {
        var settings = new Polycrystal { Size = new Vector3D(30, 30, 30), Grains = [Fcc, Fcc], IsPeriodic = true };
        AtomicStructure sample = settings.Build();
        double d = NearestNeighborDistance.OfAllAtoms(Fcc.Structure);
        long[] grains = (long[])sample.Columns.Single(column => column.Name == "grain").Values;
        var search = new NeighborSearch(sample, 1.2 * d);
        var neighbors = new NeighborBuffer();
        int whole = 0, atFace = 0;
        for (int atom = 0; atom < sample.Count; atom++)
        {
            Vector3D p = sample.Positions[atom];
            if (Math.Min(p.X, Math.Min(p.Y, p.Z)) > 1)
                continue;
            atFace++;
            search.Find(atom, neighbors);
            whole += Enumerable.Range(0, neighbors.Count).Count(k => grains[neighbors.Atoms[k]] == grains[atom]
                && Math.Abs(Math.Sqrt(neighbors.SquaredDistances[k]) - d) < 1e-9) == 12 ? 1 : 0;
        }

        // Atoms at the faces of the box would all lack neighbors if the crystal ended there.
        Assert.True(whole > 0.3 * atFace, $"{whole} of {atFace}");
    }

    [Fact]
    public void A_map_of_a_slab_finds_its_grains()
    {
        AtomicStructure slab = new Polycrystal
        {
            Size = new Vector3D(46, 46, 14),
            Grains = [Fcc, Diamond],
            NearestNeighborDistance = 2.5,
            Element = ChemicalElement.Parse("Fe"),
            IsColumnar = true,
            Seed = 2,
        }.Build();
        Assert.Equal(["Fe"], slab.DistinctSpecies().Select(element => element.Symbol));
        string[] truth = (string[])slab.Columns.Single(column => column.Name == "prototype").Values;
        CrystalMap map = new StructureMapper().Map(new MapPlan(slab, new MapSettings
        {
            Edge = new Vector3D(14, 14, 15),
            Stride = new Vector3D(4, 4, 15),
            Prediction = new PredictionSettings { Passes = 64 },
        }));
        BoxLabels labels = BoxLabels.Of(map);
        int right = Enumerable.Range(0, slab.Count)
            .Count(atom => labels.ClassOf(atom) is >= 0 and var c && map.ClassLabels[c] == truth[atom]);
        Assert.True(right > 0.85 * slab.Count, $"{right} of {slab.Count}");
    }

    [Fact]
    public void The_same_settings_give_the_same_sample_and_another_seed_another()
    {
        var settings = new Polycrystal { Size = new Vector3D(20, 20, 20), Grains = [Fcc, Bcc] };
        Assert.Equal(settings.Build().Positions.ToArray(), settings.Build().Positions.ToArray());
        Assert.NotEqual(
            settings.Build().Positions.ToArray(), (settings with { Seed = 1 }).Build().Positions.ToArray());
    }

    [Fact]
    public void Samples_that_make_no_sense_are_refused()
    {
        var good = new Polycrystal { Size = new Vector3D(10, 10, 10), Grains = [Fcc] };
        Assert.Throws<ArgumentException>(nameof(good.Grains), () => (good with { Grains = [] }).Build());
        Assert.Throws<ArgumentException>(nameof(good.Size), () => (good with { Size = new Vector3D(0, 1, 1) }).Build());
        Assert.Throws<ArgumentException>(
            nameof(good.Grains), () => (good with { Grains = [PrototypeLibrary.Find("MoS2")] }).Build());
        Assert.ThrowsAny<OperationCanceledException>(() => good.Build(cancellation: new CancellationToken(true)));
    }
}
