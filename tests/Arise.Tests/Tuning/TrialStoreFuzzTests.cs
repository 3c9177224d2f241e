using Arise.Networks.Models;
using Arise.Training;
using Arise.Tuning;

namespace Arise.Tests.Tuning;

/// <summary>
/// A damaged database of trials, or one with anything in its cells, is trials or a <see cref="TuningException"/>.
/// </summary>
public sealed class TrialStoreFuzzTests : IDisposable
{
    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("study", ["name", "value"]),
        ("trials", ["number", "state", "point", "settings", "best_epoch", "seconds", "robust_accuracy"]),
        ("epochs", ["trial", "epoch", "validation_accuracy"]),
    ];

    private static readonly string[] Cells =
    [
        "NULL", "''", "'text'", "'NaN'", "9e999", "-9e999", "-1", "0", "1", "2", "0.5", "99", "2147483648",
        "9223372036854775807", "x'00ff'", "'[]'", "'{}'", "'[null]'", "'null'", "'[1e999]'", "'\"x\"'", "'complete'",
        "'pruned'", "'running'", "'7'", "'[0.001,0.02,0,0,0]'", "'[0.001,0.02,9,0,0,\"NaN\"]'",
        "'[\"NaN\",0.02,0,0,0,\"NaN\"]'", "char(27) || '[31m'",
    ];

    private static readonly TuningSettings Settings = new()
    {
        Space = new SearchSpace { FewestLayers = 1, MostLayers = 2, Widths = [4, 12], BatchSizes = [16, 32] },
        Training = new TrainingSettings { Epochs = 3 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-trials-").FullName;
    private readonly byte[] _valid;
    private readonly DamagedDatabase _damaged;

    public TrialStoreFuzzTests()
    {
        _damaged = new DamagedDatabase(_folder);
        string path = Path.Combine(_folder, "valid");
        using (TrialStore store = TrialStore.Open(path, Settings, "00ff"))
        {
            double[][] points = [[1e-3, 0.02, 0, 0, 1, double.NaN], [2e-3, 0.03, 1, 1, 0, 1]];
            foreach ((int number, double[] point) in points.Index())
            {
                store.Add(new Trial(number, Settings.Space.At(point, Settings.Training)) { Point = [.. point] });
                for (int epoch = 1; epoch <= 3; epoch++)
                    store.Add(number, new EpochResult(epoch, 1, 0.5, 1, 0.25 * epoch), epoch, TimeSpan.Zero);
                store.End(number, number == 0 ? TrialState.Complete : TrialState.Pruned);
            }
        }

        _valid = File.ReadAllBytes(path);
        Read(_valid);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damage_anywhere() =>
        Fuzz.Run<TuningException>(60, random => Damage.Bytes(_valid, random), Read, _folder);

    [Fact]
    public void Anything_in_the_cells() => Fuzz.Run<TuningException>(60, Changed, Read, _folder);

    private byte[] Changed(Random random) => _damaged.Changed(_valid, Tables, Cells, random);

    private void Read(byte[] bytes) => _damaged.Use(bytes, path =>
    {
        using TrialStore store = TrialStore.Open(path, Settings, "00ff");
        Assert.All(store.Read(), trial => Assert.False(double.IsNaN(trial.Loss)));
        Assert.All(store.AccuraciesBy(2, 1), accuracy => Assert.InRange(accuracy, 0, 1));
    });
}
