using System.Buffers.Binary;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Tests.Training;

/// <summary>Damaged training sets and checkpoints end in the error of their kind.</summary>
public sealed class TrainingFilesFuzzTests : IDisposable
{
    private static readonly TrainingSettings Settings = new() { HiddenSizes = [3], Epochs = 3, BatchSize = 4 };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-training-").FullName;
    private readonly string _path;

    public TrainingFilesFuzzTests() => _path = Path.Combine(_folder, "damaged");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damaged_training_sets()
    {
        Set().Write(_path);
        NumpyArchive valid = NumpyArchive.Read(_path);
        byte[] bytes = File.ReadAllBytes(_path);
        Read(bytes);
        Fuzz.Run<NumpyFormatException>(1500, random => Damage.Archive(valid, random), Read, _path);
        Fuzz.Run<NumpyFormatException>(1500, random => Damage.Bytes(bytes, random), Read, _path);

        void Read(byte[] damaged)
        {
            using var stream = new MemoryStream(damaged);
            TrainingSet set = TrainingSet.Of(NumpyArchive.Read(stream, _path), _path);
            Assert.True(set.Count > 0 && set.DescriptorSize > 0);
        }
    }

    [Fact]
    public void Damaged_checkpoints()
    {
        var trainer = new Trainer(Set(), Settings);
        trainer.Run(null, 1, _ => false, CancellationToken.None);
        trainer.SaveCheckpoint(_path);
        byte[] valid = File.ReadAllBytes(_path);
        int end = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(valid);
        Read(valid);
        Fuzz.Run<ModelFormatException>(150, random => Damage.Bytes(valid, random), Read, _path);
        Fuzz.Run<ModelFormatException>(
            150,
            random =>
            {
                byte[] header = Damage.Json(valid[8..end], random), length = new byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
                return [.. length, .. header, .. valid[end..]];
            },
            Read,
            _path);

        void Read(byte[] damaged)
        {
            File.WriteAllBytes(_path, damaged);
            Trainer resumed = Trainer.Resume(Set(), Settings, _path);
            Assert.InRange(resumed.History.Count, 0, Settings.Epochs);
        }
    }

    private static TrainingSet Set() => new(
        [.. Enumerable.Range(0, 24).Select(k => (float)Math.Sin(k))],
        [0, 1, 0, 1, 0, 1, 0, 1],
        ["fcc", "bcc"],
        [.. Enumerable.Range(0, 8).Select(row => $"row {row}")],
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("cutoff", "4.0"),
        [.. Enumerable.Range(0, 8).Select(row => new SampleDefects(0.1 * row, 0.01))]);
}
