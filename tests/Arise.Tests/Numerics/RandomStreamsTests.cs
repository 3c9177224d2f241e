using System.Reflection;
using Arise.Networks;
using Arise.Numerics;
using Arise.Tests.Architecture;

namespace Arise.Tests.Numerics;

/// <summary>No two uses of random numbers draw the same ones.</summary>
public class RandomStreamsTests
{
    private static readonly FieldInfo[] Uses = [.. typeof(RandomStreams)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(byte))];

    [Fact]
    public void Every_use_has_a_number_of_its_own()
    {
        Assert.True(Uses.Length > 20);
        Assert.Empty(Uses.GroupBy(Number).Where(same => same.Count() > 1).Select(same => same.Select(use => use.Name)));
    }

    [Fact]
    public void The_upper_byte_of_a_stream_is_its_use_whatever_the_number()
    {
        foreach (byte use in Uses.Select(Number))
        {
            foreach (ulong number in new ulong[] { 0, 1, 0x00FF_FFFF_FFFF_FFFF, ulong.MaxValue })
            {
                Assert.Equal(use, RandomStreams.Stream(use, number) >> 56);
                Assert.Equal(number & 0x00FF_FFFF_FFFF_FFFF, RandomStreams.Stream(use, number) & 0x00FF_FFFF_FFFF_FFFF);
                Assert.Equal(RandomStreams.Stream(use, number), RandomStreams.Of(use, 3, number).Stream);
            }
        }
    }

    // The last word of a counter is the upper half of the stream: that of masks must have no other use in its upper
    // byte.
    [Fact]
    public void Masks_of_training_have_a_counter_of_their_own()
    {
        Assert.Equal((ulong)DropoutWords.Training << 32, RandomStreams.Stream(RandomStreams.TrainingMasks));
        const ulong seed = 5;
        const uint unit = 7;
        const int layer = 2;
        var words = new uint[unit + 1];
        DropoutWords.Fill(words, 0.5, seed, DropoutWords.Training, layer, 0);
        var stream = new RandomNumbers(seed, ((ulong)DropoutWords.Training << 32) | (uint)layer);
        Assert.Equal((uint)stream.Bits((ulong)unit << 33) >= 0x8000_0000, (words[unit] & 1) == 1);
    }

    // Their last word is the block of 64 passes; passes are an int, so its upper byte is below every other use.
    [Fact]
    public void Masks_of_predictions_have_counters_that_no_stream_reaches()
    {
        int highest = (int.MaxValue / BalancedDropout.Period) >> 24;
        Assert.Equal(0, RandomStreams.PredictionMasks);
        Assert.All(
            Uses.Where(use => use.Name != nameof(RandomStreams.PredictionMasks)),
            use => Assert.True(Number(use) > highest, use.Name));
    }

    [Fact]
    public void The_table_is_the_only_place_that_makes_random_numbers()
    {
        string[] makers = [.. SourceFiles.Library.Concat(SourceFiles.Of("src/Arise.Cli"))
            .Where(file => File.ReadAllText(file).Contains("new RandomNumbers(", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file))];
        Assert.Empty(makers);
        string[] philox = [.. SourceFiles.Library
            .Where(file => File.ReadAllText(file).Contains("Philox4x32.Words(", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(["BalancedDropout.cs", "DropoutWords.cs", "RandomNumbers.cs"], philox);
        Assert.NotEmpty(Uses);
        foreach (FieldInfo use in Uses.Where(use => use.Name != nameof(RandomStreams.PredictionMasks)))
        {
            Assert.Contains(
                SourceFiles.Library,
                file => Path.GetFileName(file) != "RandomStreams.cs" && File.ReadAllText(file)
                    .Contains("RandomStreams." + use.Name, StringComparison.Ordinal));
        }
    }

    private static byte Number(FieldInfo use) => (byte)use.GetRawConstantValue()!;
}
