using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Mapping;

public sealed class StructureMapperTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-map-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Phases_are_found_where_they_are()
    {
        CrystalMap map = Map(MapSamples.TwoPhases(), MapSamples.Quick());
        for (int row = 0; row < map.Rows; row++)
        {
            Vector3D center = map.Grid.Center(map.Plan.Boxes[row]);
            string label = map.ClassLabels[map.LikelyClassOf(row)];
            if (center.X < 13)
                Assert.Equal("fcc_Cu_A_cF4_225_a", label);
            if (center.X > 27)
                Assert.Equal("diam_C_A_cF8_227_a", label);
        }
    }

    // The whole engine against a loop over all atoms and a classification of what they form.
    [Fact]
    public void Every_box_gets_what_its_atoms_are_classified_as()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        MapSettings settings = MapSamples.Quick();
        CrystalMap map = Map(sample, settings);
        var rows = new List<int>();
        for (int box = 0; box < map.Grid.Count; box += 3)
        {
            Vector3D center = map.Grid.Center(box);
            int[] atoms = [.. Enumerable.Range(0, sample.Count).Where(i => Enumerable.Range(0, 3).All(axis =>
                Math.Abs(sample.Positions[i][axis] - center[axis]) <= settings.Edge[axis] / 2))];
            Assert.Equal(atoms.Length, map.Plan.AtomCounts[box]);
            if (atoms.Length < settings.MinimumAtoms)
            {
                Assert.Equal(-1, map.RowOf(box));
                continue;
            }

            Classification alone = StructureClassifier.Default.Classify(sample.Select(atoms), settings.Prediction);
            int row = map.RowOf(box);
            rows.Add(row);
            Assert.Equal(alone.Prediction.Probabilities.Select(p => (float)p), map.ProbabilitiesOf(row).ToArray());
            Assert.Equal((float)alone.MutualInformation, map.MutualInformation[row]);
            Assert.Equal(alone.Prediction.Class, map.LikelyClassOf(row));
            Assert.Equal((float)alone.Novelty!, map.Novelty[row]);
            Assert.Equal(alone.Verdict, map.VerdictOf(row));
            Assert.Equal(alone.Verdict == Verdict.Unknown ? -2 : alone.Prediction.Class, map.ClassOf(row));
            Assert.Equal(alone.Prediction.Uncertainty.PredictiveEntropy, map.PredictiveEntropy[row], 1e-5);
        }

        Assert.NotEmpty(rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_number_of_threads_does_not_show(int threads)
    {
        CrystalMap two = Map(MapSamples.TwoPhases(), MapSamples.Quick());
        CrystalMap other = Map(MapSamples.TwoPhases(), MapSamples.Quick(threads));
        Assert.Equal(two.Probabilities.ToArray(), other.Probabilities.ToArray());
        Assert.Equal(two.MutualInformation.ToArray(), other.MutualInformation.ToArray());
    }

    [Fact]
    public void Boxes_with_too_few_atoms_have_no_prediction()
    {
        CrystalMap map = Map(MapSamples.TwoPhases(), MapSamples.Quick() with { Padding = new Vector3D(1, 0, 0) });
        int[] empty = [.. Enumerable.Range(0, map.Grid.Count).Where(box => map.RowOf(box) < 0)];
        Assert.NotEmpty(empty);
        Assert.All(empty, box => Assert.True(map.Plan.AtomCounts[box] < 20));
        ImmutableArray<float> probability = map.ProbabilityOf(0), information = map.Spread(map.MutualInformation);
        Assert.All(empty, box => Assert.True(
            float.IsNaN(probability[box]) && float.IsNaN(information[box]) && map.Classes()[box] == -1));
        Assert.Equal(map.Rows, probability.Count(p => !float.IsNaN(p)));
    }

    // A crystal moved across its periodic boundary by a whole number of strides gives the same map, moved.
    [Fact]
    public void A_wrapped_map_moves_with_the_atoms()
    {
        // No atom lies on a face of a box, where rounding would decide.
        AtomicStructure phases = MapSamples.TwoPhases();
        AtomicStructure open =
            phases.WithPositions([.. phases.Positions.ToArray().Select(p => p + new Vector3D(0.123, 0, 0))]);
        var lattice = new Lattice(new(41, 0, 0), new(0, 14.4, 0), new(0, 0, 14.4));
        AtomicStructure sample = new(open.Positions, open.Species, lattice, new Periodicity(true, false, false));
        MapSettings settings = MapSamples.Quick();
        CrystalMap map = Map(sample, settings);
        GridAxis axis = map.Grid.X;
        Assert.True(axis.Wraps);
        const int steps = 3;
        AtomicStructure moved = sample.WithPositions(
            [.. sample.Positions.ToArray().Select(p => p + new Vector3D((steps * axis.Stride) + (2 * 41), 0, 0))]);
        CrystalMap other = Map(moved, settings);
        for (int row = 0; row < map.Rows; row++)
        {
            (int x, int y, int z) = map.Grid.Place(map.Plan.Boxes[row]);
            int there = other.RowOf(map.Grid.Index(axis.Wrap(x + steps), y, z));
            Assert.Equal(map.Plan.AtomCounts[map.Plan.Boxes[row]], other.Plan.AtomCounts[other.Plan.Boxes[there]]);
            Assert.Equal(map.ClassOf(row), other.ClassOf(there));
            float[] p = map.ProbabilitiesOf(row).ToArray(), q = other.ProbabilitiesOf(there).ToArray();
            Assert.All(p.Zip(q), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    // Boxes that are classified get what the full map has; the others are between neighbors that agree.
    [Fact]
    public void A_refined_map_is_the_full_one_where_phases_meet_at_fewer_boxes()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        MapSettings settings = MapSamples.Quick() with { Stride = new Vector3D(1, 1, 15) };
        CrystalMap full = Map(sample, settings);
        var mapper = new StructureMapper();
        CrystalMap refined = mapper.Map(new MapPlan(sample, settings with { Coarseness = 4 }));
        Assert.Equal(full.Plan.Boxes.ToArray(), refined.Plan.Boxes.ToArray());
        Assert.Equal(refined.Passes.Count(passes => passes > 0), refined.Times.Boxes);
        Assert.InRange(refined.Times.Boxes, 1, (int)(0.8 * full.Rows));
        for (int row = 0; row < full.Rows; row++)
        {
            if (refined.Passes[row] > 0)
            {
                Assert.Equal(full.ProbabilitiesOf(row).ToArray(), refined.ProbabilitiesOf(row).ToArray());
                Assert.Equal(full.MutualInformation[row], refined.MutualInformation[row]);
                Assert.Equal(full.Novelty[row], refined.Novelty[row]);
                continue;
            }

            Assert.Equal(1, refined.ProbabilitiesOf(row).ToArray().Sum(), 1e-4f);
            Assert.Equal(full.ClassOf(row), refined.ClassOf(row));
            Assert.InRange(refined.MutualInformation[row], 0, (float)UncertaintyLevels.Sure);
        }

        // Boxes whose neighbors have another class lie at the interface, and all of them are classified.
        for (int row = 0; row < full.Rows; row++)
        {
            (int x, int y, int z) = full.Grid.Place(full.Plan.Boxes[row]);
            int right = x + 1 < full.Grid.X.Count ? full.RowOf(full.Grid.Index(x + 1, y, z)) : -1;
            if (right >= 0 && full.ClassOf(right) != full.ClassOf(row))
                Assert.True(refined.Passes[row] > 0 && refined.Passes[right] > 0);
        }
    }

    [Fact]
    public void An_interrupted_map_goes_on_to_the_same_bytes()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        MapSettings settings = MapSamples.Quick(threads: 1) with { Stride = new Vector3D(1, 4, 15) };
        CrystalMap whole = Map(sample, settings);
        string path = Path.Combine(_folder, "map.state");
        var plan = new MapPlan(sample, settings);
        var mapper = new StructureMapper();
        using (var state = MapState.Create(path, plan, mapper.Classifier.Network))
        using (var stop = new CancellationTokenSource())
        {
            var progress = Observer.OfDone(done =>
            {
                if (done >= 2 * StructureMapper.RowsPerChunk)
                    stop.Cancel();
            });
            Assert.ThrowsAny<OperationCanceledException>(() => mapper.Map(plan, state, progress, stop.Token));
        }

        // A crash may leave a record cut short or spoiled.
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        File.WriteAllBytes(path, [.. bytes, 0, 0, 0]);
        using (var state = MapState.Resume(path, plan, mapper.Classifier.Network))
        {
            CrystalMap resumed = mapper.Map(plan, state);
            Assert.Equal(whole.Rows - (2 * StructureMapper.RowsPerChunk) + 1, resumed.Times.Boxes);
            Assert.Equal(whole.Probabilities.ToArray(), resumed.Probabilities.ToArray());
            Assert.Equal(whole.MutualInformation.ToArray(), resumed.MutualInformation.ToArray());
            Assert.Equal(whole.MutualInformationError.ToArray(), resumed.MutualInformationError.ToArray());
            Assert.Equal(whole.Passes.ToArray(), resumed.Passes.ToArray());
            Assert.Equal(whole.Novelty.ToArray(), resumed.Novelty.ToArray());
            state.Delete();
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_state_serves_its_own_map_only()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        MapSettings settings = MapSamples.Quick();
        string path = Path.Combine(_folder, "map.state");
        DenseLayer[] layers = [.. ShippedModels.Default.Layers];
        var other = new BayesianNetwork(
            ShippedModels.Default.Architecture with { Dropout = 0.01 }, layers, ShippedModels.Default.Metadata);
        MapState.Create(path, new MapPlan(sample, settings), ShippedModels.Default).Dispose();
        AtomicStructure moved = sample.WithPositions(
            [.. sample.Positions.ToArray().Select((p, i) => i == 7 ? p + new Vector3D(1e-9, 0, 0) : p)]);
        MapSettings seeded = settings with { Prediction = settings.Prediction with { Seed = 1 } };
        Refused(moved, settings, ShippedModels.Default);
        Refused(sample, seeded, ShippedModels.Default);
        Refused(sample, settings, other);
        MapState.Resume(path, new MapPlan(sample, MapSamples.Quick(7)), ShippedModels.Default).Dispose();
        Assert.Throws<MapException>(() => MapState.Create(path, new MapPlan(sample, settings), other));

        void Refused(AtomicStructure structure, MapSettings with, BayesianNetwork network) =>
            Assert.Throws<MapException>(() => MapState.Resume(path, new MapPlan(structure, with), network));
    }

    [Fact]
    public void The_state_of_another_version_is_told_from_that_of_another_map()
    {
        var plan = new MapPlan(MapSamples.TwoPhases(), MapSamples.Quick());
        string path = Path.Combine(_folder, "map.state");
        File.WriteAllText(path, $"arise-map-state 1 {MapDigest.Of(plan, ShippedModels.Default)}\n");
        MapException error = Assert.Throws<MapException>(() => MapState.Resume(path, plan, ShippedModels.Default));
        Assert.Contains("another version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_keeps_hidden_layers_too()
    {
        MapSettings settings = MapSamples.Quick(threads: 1) with { HiddenLayer = 3 };
        CrystalMap whole = Map(MapSamples.TwoPhases(), settings);
        var plan = new MapPlan(MapSamples.TwoPhases(), settings);
        var mapper = new StructureMapper();
        string path = Path.Combine(_folder, "map.state");
        using (var state = MapState.Create(path, plan, mapper.Classifier.Network))
        using (var stop = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(
                () => mapper.Map(plan, state, Observer.OfDone(_ => stop.Cancel()), stop.Token));
        }

        foreach (MapSettings other in new[]
        {
            settings with { HiddenLayer = null }, settings with { HiddenLayer = 2 },
            settings with { HiddenValues = HiddenValues.Activations },
        })
        {
            var wrong = new MapPlan(MapSamples.TwoPhases(), other);
            Assert.Throws<MapException>(() => MapState.Resume(path, wrong, mapper.Classifier.Network));
        }

        using (var state = MapState.Resume(path, plan, mapper.Classifier.Network))
        {
            CrystalMap resumed = mapper.Map(plan, state);
            Assert.Equal(whole.Rows - StructureMapper.RowsPerChunk, resumed.Times.Boxes);
            Assert.Equal(whole.Hidden!.Value.ToArray(), resumed.Hidden!.Value.ToArray());
            Assert.Equal(whole.Probabilities.ToArray(), resumed.Probabilities.ToArray());
        }
    }

    [Fact]
    public void A_map_that_does_not_fit_into_memory_is_refused()
    {
        var plan = new MapPlan(MapSamples.TwoPhases(), MapSamples.Quick());
        NetworkArchitecture shipped = ShippedModels.Default.Architecture;
        plan.RequireMemory(shipped);
        MemoryBudgetException error = Assert.Throws<MemoryBudgetException>(
            () => plan.RequireMemory(shipped with { ClassCount = int.MaxValue }));
        Assert.Contains("longer stride", error.Message, StringComparison.Ordinal);
        Assert.Equal(nameof(MapSettings.Stride), error.Setting);
    }

    [Fact]
    public void Two_atoms_at_one_place_are_told_by_their_numbers()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        Vector3D[] positions = sample.Positions.ToArray();
        positions[40] = positions[11];
        DescriptorException error = Assert.Throws<DescriptorException>(
            () => new MapPlan(sample.WithPositions(positions), MapSamples.Quick()));
        Assert.Contains("Atoms 12 and 41", error.Message, StringComparison.Ordinal);
    }

    private static CrystalMap Map(AtomicStructure sample, MapSettings settings) =>
        new StructureMapper().Map(new MapPlan(sample, settings));
}
