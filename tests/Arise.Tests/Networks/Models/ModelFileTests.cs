using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Arise.Networks.Models;
using Arise.Tests.Files;

namespace Arise.Tests.Networks.Models;

public sealed class ModelFileTests : IDisposable
{
    private static readonly int[] Sizes = [5, 4, 3];
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_model_survives_a_round_trip_with_everything_it_carries()
    {
        BayesianNetwork written = Sample();
        string path = Path.Combine(_folder, "a.safetensors"), again = Path.Combine(_folder, "b.safetensors");
        ModelFile.Write(written, path);
        BayesianNetwork read = ModelFile.Read(path);
        ModelFile.Write(read, again);

        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        Assert.Equal(written.Architecture.LayerSizes.ToArray(), read.Architecture.LayerSizes.ToArray());
        Assert.Equal(written.Architecture.Dropout, read.Architecture.Dropout);
        Assert.Equal(written.Metadata.ClassLabels.ToArray(), read.Metadata.ClassLabels.ToArray());
        Assert.Equal(written.Metadata.DescriptorSettings, read.Metadata.DescriptorSettings);
        Assert.Equal(written.Metadata.Training!.Command, read.Metadata.Training!.Command);
        Assert.Equal(written.Metadata.Training!.Settings.LearningRate, read.Metadata.Training!.Settings.LearningRate);
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 1);
        Assert.Equal(written.Predict(descriptor).Probabilities.AsEnumerable(), read.Predict(descriptor).Probabilities);
    }

    [Fact]
    public void The_file_has_the_layout_of_the_safetensors_format()
    {
        BayesianNetwork network = Sample();
        string path = Path.Combine(_folder, "a.safetensors");
        ModelFile.Write(network, path);
        byte[] bytes = File.ReadAllBytes(path);
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        using JsonDocument header = JsonDocument.Parse(bytes.AsMemory(8, length));
        JsonElement tensor = header.RootElement.GetProperty("layers.1.weight");
        Assert.Equal("F32", tensor.GetProperty("dtype").GetString());
        Assert.Equal([3, 4], tensor.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()));
        int begin = tensor.GetProperty("data_offsets")[0].GetInt32();
        Assert.Equal(network.Layers[1].Weights[1], BitConverter.ToSingle(bytes, 8 + length + begin + 4));
        Assert.Equal("1", header.RootElement.GetProperty("__metadata__").GetProperty("format_version").GetString());
        Assert.Equal(8 + length + (4 * network.Architecture.ParameterCount), bytes.Length);
        Assert.Equal(0, (8 + length) % 8);
    }

    [Fact]
    public void Damaged_files_are_refused_with_a_reason()
    {
        string path = Path.Combine(_folder, "a.safetensors");
        ModelFile.Write(Sample(), path);
        byte[] good = File.ReadAllBytes(path);
        string text = Encoding.Latin1.GetString(good);

        Refused(path, [], "not a safetensors file");
        Refused(path, Encoding.ASCII.GetBytes("these are not weights at all"), "not a safetensors file");
        Refused(path, good[..(good.Length - 5)], "cut off");
        Refused(path, good[..100], "cut off");
        Refused(path, Changed("arise-model", "other-model"), "not an Arise model");
        Refused(path, Changed("\"format_version\":\"1\"", "\"format_version\":\"9\""), "newer than this program reads");
        Refused(path, Changed("\"F32\"", "\"F16\""), "only F32");
        Refused(path, Changed("\"shape\":[4,5]", "\"shape\":[5,4]"), "not [4, 5]");
        Refused(path, Changed("layers.0.bias", "layers.9.bias"), "'layers.0.bias' is missing");
        Refused(path, Changed("\"dropout\":\"0.1\"", "\"dropout\":\"1.1\""), "Dropout 1.1");
        Refused(path, Changed("{\"__metadata__\"", "[\"__metadata__\""), "header is damaged");
        Refused(path, Changed("\"dropout\":\"0.1\"", "\"dropout\":\"NaN\""), "'dropout' are damaged");
        Refused(path, Changed("\"dropout\":\"0.1\"", "\"dropout\":null"), "'dropout' of the metadata is not a text");
        Refused(path, Changed("\"dropout\":\"0.1\"", "\"dropout\":\"0.1\",\"dropout\":\"0.1\""), "'dropout' twice");
        Refused(path, Changed("\"[\\\"fcc\\\"", "\"[null"), "'class_labels' are damaged: a class has no name");
        Refused(path, Changed("\\\"fcc\\\"", "\\\"bcc\\\""), "two classes are called 'bcc'");
        Refused(path, Changed("\\\"fcc\\\"", "\\\"\xff\xfe\\\""), "damaged");
        Refused(path, Changed("\\\"4.0\\\"", "null"), "'descriptor' are damaged: 'cutoff' has no value");
        Refused(path, Changed("\\\"epochs\\\":300", "\\\"epochs\\\":-1"), "'training' are damaged: -1 epochs");
        Refused(path, Changed("\\\"epochs\\\":300", "\\\"epochs\\\":1e9"), "'training' are damaged at settings.epochs");
        Refused(path, Changed("\"shape\":[4,5]", "\"shape\":[-4,-5]"), "'shape' of the tensor 'layers.0.weight'");
        Refused(path, Changed("\"shape\":[4,5]", "\"shape\":[2147483647,2147483647,4]"), "does not fit");
        Refused(path, Changed("\"data_offsets\":[0,80]", "\"data_offsets\":[-80,0]"), "'data_offsets'");
        Refused(path, Changed("\"data_offsets\":[0,80]", "\"data_offsets\":[9223372036854775727,80]"), "does not fit");
        Refused(path, Changed("\"data_offsets\":[0,80]", "\"data_offsets\":[1e3,80]"), "'data_offsets'");
        Refused(path, Changed("\"data_offsets\":[0,80]", "\"data_offsets\":[16,96]"), "begins before");
        Refused(path, Changed("\"layers.0.bias\"", "\"layers.0.weight\""), "'layers.0.weight' twice");
        byte[] infinite = [.. good];
        BitConverter.TryWriteBytes(infinite.AsSpan(infinite.Length - 4), float.PositiveInfinity);
        Refused(path, infinite, "'layers.1.bias' has numbers that are not finite");
        BitConverter.TryWriteBytes(infinite.AsSpan(infinite.Length - 4), 3e38f);
        Refused(path, infinite, "answers overflow");

        byte[] Changed(string from, string to)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            byte[] bytes = Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
            long header = BinaryPrimitives.ReadInt64LittleEndian(good) + bytes.Length - good.Length;
            BinaryPrimitives.WriteInt64LittleEndian(bytes, header);
            return bytes;
        }
    }

    [Fact]
    public void A_model_is_read_from_a_pipe()
    {
        string path = Path.Combine(_folder, "a.safetensors");
        ModelFile.Write(Sample(), path);
        using var pipe = new ForwardOnly(File.ReadAllBytes(path));
        Assert.Equal(Sample().Metadata.ClassLabels.ToArray(), ModelFile.Read(pipe, "pipe").Metadata.ClassLabels);
    }

    [Fact]
    public void An_ensemble_survives_a_round_trip_and_old_programs_call_it_newer()
    {
        BayesianNetwork sample = Sample();
        BayesianNetwork second = DoubleNetwork.Random(Sizes, 0.1, 3).ToSingle().With(sample.Metadata with
        {
            Training = sample.Metadata.Training! with { Data = "other.npz" },
        });
        BayesianNetwork written = BayesianNetwork.Ensemble([sample, second]);
        string path = Path.Combine(_folder, "a.safetensors"), again = Path.Combine(_folder, "b.safetensors");
        ModelFile.Write(written, path);
        BayesianNetwork read = ModelFile.Read(path);
        ModelFile.Write(read, again);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
        Assert.Equal(["set.npz", "other.npz"], read.Members.Select(member => member.Metadata.Training!.Data));
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 1);
        Assert.Equal(written.Predict(descriptor).Probabilities.AsEnumerable(), read.Predict(descriptor).Probabilities);
        Assert.NotEqual(sample.Predict(descriptor).Probabilities, read.Predict(descriptor).Probabilities);

        string text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.Contains("\"format_version\":\"2\"", text, StringComparison.Ordinal);
        Refused(path, Same("\"members\":\"2\"", "\"members\":\"0\""), "'members' are damaged");
        Refused(path, Same("\"members\":\"2\"", "\"members\":\"3\""), "'members.2.layers.0.weight' is missing");
        Refused(path, Same("members.1.layers.1.bias", "members.1.layers.1.bios"), "'members.1.layers.1.bias'");

        byte[] Same(string from, string to)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            return Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        }
    }

    private static void Refused(string path, byte[] bytes, string reason)
    {
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<ModelFormatException>(() => ModelFile.Read(path));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("a.safetensors", error.Message, StringComparison.Ordinal);
    }

    private static BayesianNetwork Sample()
    {
        BayesianNetwork bare = DoubleNetwork.Random(Sizes, 0.1, 2).ToSingle();
        return new BayesianNetwork(bare.Architecture, bare.Layers, new ModelMetadata
        {
            ClassLabels = ["fcc", "bcc", "Ti₂CO₂ \"layer\""],
            DescriptorSettings =
                ImmutableSortedDictionary<string, string>.Empty.Add("cutoff", "4.0").Add("sigma", "0.1"),
            Training = new TrainingRecord
            {
                Data = "set.npz",
                DataDigest = "00ff",
                TrainingRows = 8,
                ValidationRows = 2,
                Settings = new TrainingSettings { LearningRate = 1e-3 / 3 },
                Command = "arise train set.npz",
                BestEpoch = 3,
                TrainingAccuracy = 1,
                ValidationAccuracy = null,
                TotalAccuracy = 0.9,
            },
        });
    }
}
