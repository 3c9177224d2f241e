using Arise.Networks.Models;
using Arise.Training;
using Arise.Tuning;
using Microsoft.Data.Sqlite;

namespace Arise.Tests.Tuning;

public sealed class TrialStoreTests : IDisposable
{
    private static readonly TuningSettings Settings = new()
    {
        Space = new SearchSpace { FewestLayers = 1, MostLayers = 2, Widths = [4, 12], BatchSizes = [16, 32] },
        Training = new TrainingSettings { Epochs = 3 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-trials-").FullName;
    private readonly string _path;

    public TrialStoreTests()
    {
        _path = Path.Combine(_folder, "tune.sqlite");
        using TrialStore store = TrialStore.Open(_path, Settings, "00ff");
        double[] point = [1e-3, 0.02, 0, 0, 1, double.NaN];
        store.Add(new Trial(0, Settings.Space.At(point, Settings.Training)) { Point = [.. point] });
        store.Add(0, new EpochResult(1, 1, 0.5, 1, 0.75), 1, TimeSpan.FromSeconds(1));
        store.End(0, TrialState.Pruned);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("UPDATE trials SET state = 'lost'", "'state'", "is no state")]
    [InlineData("UPDATE trials SET number = 3", "'number'", "does not follow")]
    [InlineData("UPDATE trials SET best_epoch = 'two'", "'best_epoch'", "whole number from 0 to 3")]
    [InlineData("UPDATE trials SET best_epoch = 4", "'best_epoch'", "whole number from 0 to 3")]
    [InlineData("UPDATE trials SET seconds = -1", "'seconds'", "is not a number")]
    [InlineData("UPDATE trials SET seconds = 9e999", "'seconds'", "is not a number")]
    [InlineData("UPDATE trials SET robust_accuracy = 'good'", "'robust_accuracy'", "is not a number from 0 to 1")]
    [InlineData("UPDATE trials SET point = '[0.001]'", "'point'", "no point of the space")]
    [InlineData("UPDATE trials SET point = '[0.001,0.02,0,0,7,\"NaN\"]'", "'point'", "no point of the space")]
    [InlineData("UPDATE trials SET point = '[\"NaN\",0.02,0,0,1,\"NaN\"]'", "'point'", "no point of the space")]
    [InlineData("UPDATE trials SET point = 'x'", "'point'", "damaged JSON")]
    [InlineData("UPDATE trials SET settings = '{}'", "'settings'", "not the settings at the point")]
    [InlineData("UPDATE trials SET settings = x'00'", "'settings'", "not a text")]
    [InlineData("UPDATE epochs SET validation_accuracy = 'x'", "'validation_accuracy'", "is not a number")]
    [InlineData("DELETE FROM epochs", "'validation_accuracy'", "is missing")]
    public void A_cell_that_is_damaged_is_named(string change, string column, string problem)
    {
        Execute(_path, change);
        using TrialStore store = TrialStore.Open(_path, Settings, "00ff");
        var error = Assert.Throws<TuningException>(store.Read);
        Assert.Equal(_path, error.File);
        Assert.Contains(column, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_left_as_it_is()
    {
        string other = Path.Combine(_folder, "other.sqlite");
        Execute(other, "CREATE TABLE places (name TEXT)");
        byte[] before = File.ReadAllBytes(other);
        var error = Assert.Throws<TuningException>(() => TrialStore.Open(other, Settings, "00ff"));
        Assert.Contains("other tables (places)", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(other));
        Assert.Equal([other], Directory.GetFiles(_folder, "other*"));
    }

    [Fact]
    public void What_was_written_is_read()
    {
        using TrialStore store = TrialStore.Open(_path, Settings, "00ff");
        Trial trial = Assert.Single(store.Read());
        Assert.Equal((0, TrialState.Pruned, 0.75, 1), (trial.Number, trial.State, trial.Accuracy, trial.BestEpoch));
        Assert.Equal(12, Assert.Single(trial.Settings.HiddenSizes));
        Assert.Equal([0.75], store.AccuraciesBy(1, 0));
    }

    private static void Execute(string path, string text)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
