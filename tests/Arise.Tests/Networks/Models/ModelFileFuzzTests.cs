using System.Buffers.Binary;
using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;

namespace Arise.Tests.Networks.Models;

/// <summary>A damaged model is a network that predicts, or a <see cref="ModelFormatException"/>.</summary>
public sealed class ModelFileFuzzTests : IDisposable
{
    private static readonly int[] Sizes = [3, 4, 2];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-model-").FullName;
    private readonly byte[] _valid;
    private readonly int _headerEnd;

    public ModelFileFuzzTests()
    {
        string path = Path.Combine(_folder, "valid");
        ModelFile.Write(Sample(), path);
        _valid = File.ReadAllBytes(path);
        _headerEnd = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(_valid);
        Read(_valid);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damage_anywhere() =>
        Fuzz.Run<ModelFormatException>(1500, random => Damage.Bytes(_valid, random), Read, "damaged.safetensors");

    [Fact]
    public void Damage_of_the_header() => Fuzz.Run<ModelFormatException>(
        2000,
        random =>
        {
            byte[] header = Damage.Json(_valid[8.._headerEnd], random), length = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            return [.. length, .. header, .. _valid[_headerEnd..]];
        },
        Read,
        "damaged.safetensors");

    private static void Read(byte[] bytes)
    {
        BayesianNetwork network = ModelFile.Read(new MemoryStream(bytes), "damaged.safetensors");
        float[] descriptor = [.. Enumerable.Repeat(0.5f, network.Architecture.InputSize)];
        Prediction prediction = network.Predict(descriptor, new PredictionSettings { Passes = 2 });
        network.Metadata.Novelty?.Of(network, descriptor, prediction);
        if (network.Metadata.Training is not null)
            Assert.DoesNotContain(ModelCard.Text(network, "damaged"), letter => letter is not '\n' && Hidden(letter));
    }

    private static bool Hidden(char letter) => !char.IsSurrogate(letter) && VisibleText.IsHidden(letter);

    private static BayesianNetwork Sample()
    {
        BayesianNetwork bare = DoubleNetwork.Random(Sizes, 0.1, 2).ToSingle();
        return new BayesianNetwork(bare.Architecture, bare.Layers, new ModelMetadata
        {
            ClassLabels = ["fcc", "bcc"],
            DescriptorSettings = ImmutableSortedDictionary<string, string>.Empty.Add("cutoff", "4.0"),
            Novelty = new MahalanobisNovelty(0, new float[16], new float[8], [1f, 2f], 0.1, 2, 0.01),
            Training = new TrainingRecord
            {
                Data = "set.npz",
                DataDigest = "00ff",
                TrainingRows = 8,
                ValidationRows = 2,
                Settings = new TrainingSettings(),
                Command = "arise train set.npz",
                BestEpoch = 3,
                TrainingAccuracy = 1,
                ValidationAccuracy = 0.5,
                TotalAccuracy = 0.9,
            },
        });
    }
}
