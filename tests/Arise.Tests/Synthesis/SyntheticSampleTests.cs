using Arise.Descriptors;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Synthesis;

public sealed class SyntheticSampleTests
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
        AtomLabels labels = AtomLabels.Of(map);
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
    public void The_superalloy_is_L12_inside_and_solid_solution_outside()
    {
        AtomicStructure alloy = new Superalloy { Cells = 12, PrecipitateCells = 6, Seed = 4 }.Build();
        Assert.Equal(4 * 12 * 12 * 12, alloy.Count);
        string[] phase = (string[])alloy.Columns.Single().Values;
        bool[] isAluminum = [.. alloy.Species.ToArray().Select(element => element.Symbol == "Al")];
        int[] inner = [.. Enumerable.Range(0, alloy.Count).Where(atom => phase[atom] == "L1_2")];
        int[] outer = [.. Enumerable.Range(0, alloy.Count).Where(atom => phase[atom] == "fcc")];
        Assert.Equal(4 * 6 * 6 * 6, inner.Length);
        Assert.Equal(6 * 6 * 6, inner.Count(atom => isAluminum[atom]));
        double share = (double)outer.Count(atom => isAluminum[atom]) / outer.Length;
        Assert.InRange(share, 0.15 - (4 * 0.36 / Math.Sqrt(outer.Length)), 0.15 + (4 * 0.36 / Math.Sqrt(outer.Length)));
        Assert.Equal(3.75 / Math.Sqrt(2), NearestNeighborDistance.OfAllAtoms(alloy), 1e-9);
        Classification precipitate = StructureClassifier.Default.Classify(
            alloy.Select(inner), new PredictionSettings { Passes = 64 });
        Assert.Equal("L12_Cu3Au", precipitate.Best!.Label);
    }

    [Fact]
    public void Rotations_are_proper_and_uniform()
    {
        Vector3D sum = Vector3D.Zero;
        const int count = 2000;
        for (int k = 0; k < count; k++)
        {
            Rotation r = Rotation.Random(new RandomNumbers(1, (ulong)k));
            Vector3D z = Vector3D.Cross(r.X, r.Y);
            Assert.Equal(0, (z - r.Z).Length, 1e-12);
            Assert.Equal(1, r.X.Length, 1e-12);
            sum += r.Apply(new Vector3D(0, 0, 1));
        }

        // Each component of a uniform direction has variance 1/3.
        Assert.True((sum / count).Length < 4 / Math.Sqrt(count));
    }

    [Fact]
    public void Samples_that_make_no_sense_are_refused()
    {
        var good = new Polycrystal { Size = new Vector3D(10, 10, 10), Grains = [Fcc] };
        Assert.Throws<ArgumentException>(nameof(good.Grains), () => (good with { Grains = [] }).Build());
        Assert.Throws<ArgumentException>(nameof(good.Size), () => (good with { Size = new Vector3D(0, 1, 1) }).Build());
        Assert.Throws<ArgumentException>(
            nameof(good.Grains), () => (good with { Grains = [PrototypeLibrary.Find("MoS2")] }).Build());
        Assert.Throws<ArgumentException>(
            nameof(Superalloy.PrecipitateCells), () => new Superalloy { Cells = 4, PrecipitateCells = 5 }.Build());
        Assert.ThrowsAny<OperationCanceledException>(() => good.Build(cancellation: new CancellationToken(true)));
    }
}
