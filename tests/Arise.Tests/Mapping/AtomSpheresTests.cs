using System.Collections.Immutable;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Mapping;

/// <summary>Maps of atoms: a sphere and a prediction for each.</summary>
public sealed class AtomSpheresTests : IDisposable
{
    private const double Diameter = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-atoms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The whole way against a loop over all atoms and a classification of what they form; the label of an atom is its
    // own prediction, no mean.
    [Fact]
    public void Every_atom_gets_what_the_atoms_around_it_are_classified_as()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        MapSettings settings = Settings() with { MinimumAtoms = 40 };
        CrystalMap map = Map(sample, settings);
        AtomLabels labels = AtomLabels.Of(map);
        int refused = 0, classified = 0;
        for (int atom = 0; atom < sample.Count; atom += 3)
        {
            int[] around = [.. Enumerable.Range(0, sample.Count)
                .Where(i => (sample.Positions[i] - sample.Positions[atom]).Length <= Diameter / 2)];
            Assert.Equal(around.Length, map.Plan.AtomCounts[atom]);
            if (around.Length < settings.MinimumAtoms)
            {
                Assert.Equal((-1, -1), (map.RowOf(atom), labels.ClassOf(atom)));
                Assert.True(float.IsNaN(labels.MutualInformation[atom]));
                refused++;
                continue;
            }

            Classification alone = StructureClassifier.Default.Classify(sample.Select(around), settings.Prediction);
            Assert.Equal(
                alone.Prediction.Probabilities.Select(p => (float)p), map.ProbabilitiesOf(map.RowOf(atom)).ToArray());
            Assert.Equal(alone.Prediction.Class, labels.ClassOf(atom));
            Assert.Equal((float)alone.Prediction.Probabilities.Max(), labels.Probabilities[atom * AtomLabels.Top]);
            Assert.Equal((float)alone.MutualInformation, labels.MutualInformation[atom]);
            classified++;
        }

        Assert.True(refused > 5 && classified > 30, $"{refused} refused, {classified} classified");
    }

    [Fact]
    public void Spheres_wrap_where_the_sample_is_periodic()
    {
        const double a = 3.6;
        var cell = new AtomicStructure(
            [new(0.1, 0.2, 0.3), new(0.1, 2.0, 2.1), new(1.9, 0.2, 2.1), new(1.9, 2.0, 0.3)],
            [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), 4)],
            new Lattice(new(a, 0, 0), new(0, a, 0), new(0, 0, a)),
            Periodicity.Bulk);
        AtomicStructure crystal = Supercell.Repeat(cell, 5, 4, 6);

        // The same crystal with some atoms written a period or two outside the cell.
        AtomicStructure scattered = crystal.WithPositions([.. crystal.Positions.ToArray().Select((p, i) =>
            p + new Vector3D((i % 3) * 5 * a, -(i % 2) * 4 * a, 0))]);
        MapSettings settings = Settings() with { Edge = new Vector3D(11, 11, 11) };

        // Shells of fcc within 5.5 Angstrom: 12, 6, 24 neighbors at 2.55, 3.6, 4.41, and 12 at 5.09.
        Assert.All(new MapPlan(crystal, settings).AtomCounts, count => Assert.Equal(55, count));
        Assert.All(new MapPlan(scattered, settings).AtomCounts, count => Assert.Equal(55, count));
        Assert.Contains(new MapPlan(crystal, settings with { Wrap = false }).AtomCounts, count => count < 40);
        CrystalMap map = Map(scattered, settings);
        Assert.All(map.Classes(), c => Assert.Equal("fcc_Cu_A_cF4_225_a", map.ClassLabels[c]));
        Assert.Equal(crystal.Count, Assert.Single(Grain.Of(map)).Boxes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_number_of_threads_does_not_show(int threads)
    {
        CrystalMap two = Map(MapSamples.TwoPhases(), Settings());
        CrystalMap other = Map(MapSamples.TwoPhases(), Settings(threads));
        Assert.Equal(two.Probabilities.ToArray(), other.Probabilities.ToArray());
        Assert.Equal(two.MutualInformation.ToArray(), other.MutualInformation.ToArray());
    }

    [Fact]
    public void An_interrupted_map_goes_on_to_the_same_bytes()
    {
        CrystalMap whole = Map(MapSamples.TwoPhases(), Settings());
        var plan = new MapPlan(MapSamples.TwoPhases(), Settings(threads: 1));
        string path = Path.Combine(_folder, "map.state");
        var mapper = new StructureMapper();
        using (var state = MapState.Create(path, plan, mapper.Classifier.Network))
        using (var stop = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(
                () => mapper.Map(plan, state, Observer.OfDone(_ => stop.Cancel()), stop.Token));
        }

        using (var state = MapState.Resume(path, plan, mapper.Classifier.Network))
        {
            CrystalMap resumed = mapper.Map(plan, state);
            Assert.Equal(whole.Rows - StructureMapper.RowsPerChunk, resumed.Times.Boxes);
            Assert.Equal(whole.Probabilities.ToArray(), resumed.Probabilities.ToArray());
            Assert.Equal(whole.MutualInformation.ToArray(), resumed.MutualInformation.ToArray());
            Assert.Equal(whole.Passes.ToArray(), resumed.Passes.ToArray());
        }
    }

    // Two blocks of copper 20 Angstrom apart are two grains; without the gap they are one.
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void Grains_are_atoms_of_one_class_that_are_neighbors(bool touching, int expected)
    {
        const double a = 3.6;
        const int cells = 4;
        var positions = new List<Vector3D>();
        double shift = touching ? cells * a : (cells * a) + 20;
        foreach (double x0 in (double[])[0, shift])
        {
            for (int i = 0; i < 2 * cells; i++)
            {
                for (int j = 0; j < 2 * cells; j++)
                {
                    for (int k = (i + j) % 2; k < 2 * cells; k += 2)
                        positions.Add(new Vector3D(x0 + (i * a / 2), j * a / 2, k * a / 2));
                }
            }
        }

        var sample = new AtomicStructure(
            [.. positions], [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), positions.Count)]);
        CrystalMap map = Map(sample, Settings() with { MinimumAtoms = 30 });
        ImmutableArray<Grain> grains = Grain.Of(map);
        Assert.Equal(map.Rows, grains.Sum(grain => grain.Boxes));
        Grain[] copper = [.. grains.Where(g => map.ClassLabels[g.Class] == "fcc_Cu_A_cF4_225_a" && g.Boxes > 20)];
        Assert.Equal(expected, copper.Length);
        if (touching)
            return;
        Assert.InRange(copper.Min(grain => grain.Center.X), 0, cells * a);
        Assert.InRange(copper.Max(grain => grain.Center.X), shift, shift + (cells * a));
    }

    [Fact]
    public void A_map_of_atoms_has_no_grid()
    {
        var plan = new MapPlan(MapSamples.TwoPhases(), Settings());
        Assert.Throws<InvalidOperationException>(() => plan.Grid);
        Assert.Throws<ArgumentException>(() => new MapPlan(plan.Structure, Settings() with { Coarseness = 2 }));
    }

    private static MapSettings Settings(int threads = 2) => MapSamples.Quick(threads) with
    {
        Edge = new Vector3D(Diameter, Diameter, Diameter),
        Shape = MapShape.Atoms,
    };

    private static CrystalMap Map(AtomicStructure sample, MapSettings settings) =>
        new StructureMapper().Map(new MapPlan(sample, settings));
}
