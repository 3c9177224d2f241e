using System.Collections.Immutable;
using System.Text.Json;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Training;
using Arise.Tuning;
using Microsoft.Data.Sqlite;

namespace Arise.Tests.Tuning;

public sealed class TunerTests : IDisposable
{
    private static readonly TuningSettings Settings = new()
    {
        Trials = 9,
        Space = new SearchSpace
        {
            FewestLayers = 1,
            MostLayers = 2,
            Widths = [4, 12],
            BatchSizes = [16, 32],
            LowestLearningRate = 1e-4,
            HighestLearningRate = 3e-2,
        },
        Training = new TrainingSettings { Epochs = 10, Seed = 2 },
        Pruning = new PruningSettings { EarlierTrials = 2, Quantile = 0.5, Comparisons = 5 },
        Parzen = new ParzenSettings { StartupTrials = 3 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-tune-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Finds_settings_that_learn_and_gives_up_those_that_fall_behind()
    {
        using var tuner = new Tuner(Clusters(), "clusters", Settings, Path.Combine(_folder, "tune.sqlite"));
        tuner.Search(threads: 2);
        ImmutableArray<Trial> trials = tuner.Trials;
        Assert.Equal(Settings.Trials, trials.Length);
        Assert.Contains(trials, trial => trial.State == TrialState.Pruned);
        Assert.All(trials, trial => Assert.Equal(trial.State == TrialState.Complete, trial.Epochs == 10));
        Trial best = tuner.Best(1)[0];
        Assert.True(best.Accuracy > 0.95, $"accuracy {best.Accuracy}");
        Assert.Equal(trials.Where(t => t.State == TrialState.Complete).Max(t => t.Accuracy), best.Accuracy);

        // The model of a trial is what training with its settings gives.
        var trainer = new Trainer(Clusters(), best.Settings);
        trainer.Run();
        string path = Path.Combine(_folder, "model");
        ModelFile.Write(trainer.BestNetwork("clusters"), path);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(tuner.ModelPath(best.Number)));
        Assert.Equal(
            trials.Count(trial => trial.State == TrialState.Complete), Directory.GetFiles(tuner.Folder).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_search_that_is_interrupted_again_and_again_gives_the_same_trials(int parallel)
    {
        TuningSettings settings = Settings with { Parallel = parallel };
        using var straight = new Tuner(Clusters(), "clusters", settings, Path.Combine(_folder, "straight.sqlite"));
        straight.Search(threads: 1);

        string database = Path.Combine(_folder, "interrupted.sqlite");
        for (int run = 0; ; run++)
        {
            Assert.True(run < 60, "the search does not come to its end");
            using var stop = new CancellationTokenSource();
            using var interrupted = new Tuner(Clusters(), "clusters", settings, database);
            try
            {
                interrupted.Search(threads: 3, AfterEpochs(3 + (run % 4), stop.Cancel), stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                // The next run goes on.
            }
        }

        using var resumed = new Tuner(Clusters(), "clusters", settings with { Trials = 10 }, database);
        Assert.Equal(straight.Trials.Select(Text), resumed.Trials.Select(Text));
        Assert.Throws<OperationCanceledException>(
            () => resumed.Search(cancellation: new CancellationToken(canceled: true)));

        static string Text(Trial trial) =>
            $"{trial.Number} {trial.State} {trial.Accuracy:R} {trial.BestEpoch} {trial.Epochs} "
            + string.Join(' ', trial.Point);
    }

    [Fact]
    public void A_database_of_another_search_or_of_another_kind_is_refused()
    {
        string database = Path.Combine(_folder, "tune.sqlite");
        new Tuner(Clusters(), "clusters", Settings, database).Dispose();
        Assert.Contains("another training set", Refused(Clusters(seed: 2), Settings), StringComparison.Ordinal);
        Assert.Contains(
            "other settings",
            Refused(Clusters(), Settings with { Training = Settings.Training with { Epochs = 11 } }),
            StringComparison.Ordinal);
        File.WriteAllText(database, new string('x', 5000));
        Assert.Contains("cannot be used", Refused(Clusters(), Settings), StringComparison.Ordinal);

        string Refused(TrainingSet set, TuningSettings settings) =>
            Assert.Throws<TuningException>(() => new Tuner(set, "clusters", settings, database)).Message;
    }

    // Databases of earlier versions belong to the search with the same settings: their text must stay.
    [Fact]
    public void The_settings_stand_in_the_database_as_they_always_did() => Assert.Equal(
        """
        {"trials":1,"space":{"fewest_layers":2,"most_layers":5,"widths":[256,512],"batch_sizes":[64,128],
        "lowest_learning_rate":0.0001,"highest_learning_rate":0.01,"lowest_dropout":0.01,"highest_dropout":0.05},
        "training":{"hidden_sizes":[256,512,256],"dropout":0.0317,"epochs":300,"batch_size":64,
        "learning_rate":0.000216,"schedule":"Constant","validation_fraction":0.2,"seed":0},"parallel":1,
        "pruning":{"quantile":0.25,"earlier_trials":5,"comparisons":10},
        "parzen":{"startup_trials":20,"candidates":24,"gamma":0.25,"prior_weight":1,"remembered_trials":25}}
        """.ReplaceLineEndings(""),
        JsonSerializer.Serialize(new TuningSettings { Trials = 1 }, TuningJson.Default.TuningSettings));

    [Fact]
    public void A_set_without_rows_to_validate_is_refused_before_the_search()
    {
        var tiny = new TrainingSet([1, 0, 0, 1], [0, 1], ["across", "down"], ["a", "b"]);
        string database = Path.Combine(_folder, "tiny.sqlite");
        Assert.Contains(
            "validation",
            Assert.Throws<ArgumentException>(() => new Tuner(tiny, "tiny", Settings, database)).Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(database));
    }

    [Fact]
    public void A_search_ends_with_model_card_tables_and_figure()
    {
        string database = Path.Combine(_folder, "tune.sqlite"), model = Path.Combine(_folder, "best.safetensors");
        using var tuner = new Tuner(Clusters(), "clusters", Settings with { Trials = 3 }, database);
        TuningResult result = tuner.Run(model, finalists: 2);
        Assert.Equal(3, result.Trials.Length);
        Assert.Equal(result.Best, result.Finalists[0]);
        Assert.Equal(File.ReadAllBytes(tuner.ModelPath(result.Best.Number)), File.ReadAllBytes(model));
        foreach (string file in new[] { "best.md", "tune.md", "tune.csv", "tune.svg", "tune.png" })
            Assert.True(File.Exists(Path.Combine(_folder, file)), file);
    }

    [Fact]
    public void The_database_holds_every_epoch_for_other_programs()
    {
        string database = Path.Combine(_folder, "tune.sqlite");
        using (var tuner = new Tuner(Clusters(), "clusters", Settings with { Trials = 2 }, database))
        {
            tuner.Search();
            string csv = Path.Combine(_folder, "tune.csv");
            TuningTable.WriteCsv(tuner.Trials, csv);
            string[] lines = File.ReadAllLines(csv);
            Assert.Equal(3, lines.Length);
            Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
            Assert.StartsWith("1,complete,", lines[2], StringComparison.Ordinal);
        }

        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), min(validation_accuracy), max(validation_accuracy) FROM epochs";
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        Assert.Equal(20, reader.GetInt32(0));
        Assert.InRange(reader.GetDouble(1), 0, reader.GetDouble(2));
        Assert.InRange(reader.GetDouble(2), reader.GetDouble(1), 1);
    }

    [Fact]
    public void The_published_space_has_networks_of_two_to_five_layers()
    {
        var space = new SearchSpace();
        var estimator = new ParzenEstimator(space.Dimensions(), 0);
        TrainingSettings[] proposals =
        [
            .. Enumerable.Range(0, 60)
                .Select(trial => space.At(estimator.Propose(trial, []), new TrainingSettings())),
        ];
        Assert.Equal([2, 3, 4, 5], proposals.Select(s => s.HiddenSizes.Length).Distinct().Order());
        Assert.Equal([256, 512], proposals.SelectMany(s => s.HiddenSizes).Distinct().Order());
        Assert.Equal([64, 128], proposals.Select(s => s.BatchSize).Distinct().Order());
        Assert.All(proposals, s => Assert.InRange(s.LearningRate, 1e-4, 1e-2));
        Assert.All(proposals, s => Assert.InRange(s.Dropout, 0.01, 0.05));
        Assert.True(proposals.Count(s => s.LearningRate < 1e-3) is > 15 and < 45, "half of them below 1e-3");
    }

    [Theory]
    [InlineData(0.79, true)]
    [InlineData(0.81, false)]
    public void The_worse_than_the_quantile_of_the_earlier_trials_is_hopeless(double accuracy, bool expected)
    {
        var pruning = new PruningSettings { Quantile = 0.25, EarlierTrials = 5, Comparisons = 3 };
        Assert.Equal(expected, pruning.IsHopeless(accuracy, [0.9, 0.7, 0.8, 0.99, 0.95]));
        Assert.False(pruning.IsHopeless(0, [0.9, 0.9, 0.9, 0.9]));
        Assert.False((pruning with { Quantile = 0 }).IsHopeless(0, [0.9, 0.7, 0.8, 0.99, 0.95]));
        Assert.Equal([4, 7], Enumerable.Range(1, 10).Where(epoch => pruning.Compares(epoch, 10)));
    }

    private static TrainingSet Clusters(ulong seed = 1)
    {
        const int classes = 4, perClass = 40, size = 6;
        var random = new RandomNumbers(seed, 8);
        float[] descriptors = new float[classes * perClass * size];
        int[] labels = new int[classes * perClass];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = row % classes;
            for (int k = 0; k < size; k++)
            {
                int index = (row * size) + k;
                double center = new RandomNumbers(9, (ulong)labels[row]).Normal((ulong)k);
                descriptors[index] = (float)(center + (0.3 * random.Normal((ulong)index)));
            }
        }

        return new TrainingSet(
            [.. descriptors], [.. labels], ["a", "b", "c", "d"], [.. labels.Select(label => $"row {label}")]);
    }

    // Of the reports the first tells what is done, each of the others of an epoch.
    private static Observer AfterEpochs(int epochs, Action action)
    {
        int reports = 0;
        return new Observer(_ =>
        {
            if (Interlocked.Increment(ref reports) == epochs + 1)
                action();
        });
    }
}
