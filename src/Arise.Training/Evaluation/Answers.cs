using System.Runtime.InteropServices;
using Arise.Files;

namespace Arise.Evaluation;

/// <summary>
/// What a model said about the structures of a test set, as far as it got: kept in a file, so that a long evaluation
/// can go on where it was interrupted.
/// </summary>
/// <remarks>
/// As a file: .npz with <c>predicted</c> [structure] int32 (group of classes, -1 for none), <c>probability</c>,
/// <c>mutual_information</c> and <c>predictive_entropy</c> [structure] float32, the number <c>done</c>, and <c>key</c>,
/// the text that says what was asked; until all are answered also the <c>seconds</c> of computing (descriptors,
/// network, and all by the clock).
/// </remarks>
public sealed class Answers
{
    // One and what rounding adds.
    private const float LargestProbability = 1.001f;

    private const string Seconds = "seconds";

    private readonly int[] _predicted;
    private readonly float[] _probability;
    private readonly float[] _mutualInformation;
    private readonly float[] _predictiveEntropy;

    // Four numbers in memory, and copies of them for tables and the file.
    private const double BytesPerAnswer = 64;

    internal Answers(string key, int count)
        : this(key, new int[Affordable(count)], new float[count], new float[count], new float[count])
    {
    }

    private Answers(
        string key, int[] predicted, float[] probability, float[] mutualInformation, float[] predictiveEntropy)
    {
        (Key, _predicted, _probability) = (key, predicted, probability);
        (_mutualInformation, _predictiveEntropy) = (mutualInformation, predictiveEntropy);
    }

    private static int Affordable(int count)
    {
        MemoryBudget.Require(
            BytesPerAnswer * count, $"Answers about {count} structures", "ask about fewer", "Repetitions");
        return count;
    }

    /// <summary>Test set, model and settings in words.</summary>
    public string Key { get; }

    /// <summary>Number of structures in the test set.</summary>
    public int Count => _predicted.Length;

    /// <summary>Number of structures answered, the first ones of the test set.</summary>
    public int Done { get; internal set; }

    /// <summary>The most probable class or group of classes; -1 where nothing could be classified.</summary>
    public ReadOnlySpan<int> Predicted => _predicted;

    /// <summary>Its probability; 0 where nothing could be classified.</summary>
    public ReadOnlySpan<float> Probability => _probability;

    /// <summary>Mutual information, bits.</summary>
    public ReadOnlySpan<float> MutualInformation => _mutualInformation;

    /// <summary>Predictive entropy, bits.</summary>
    public ReadOnlySpan<float> PredictiveEntropy => _predictiveEntropy;

    /// <summary>Time for making and describing structures, summed over the threads.</summary>
    public TimeSpan DescriptorTime { get; internal set; }

    /// <summary>Time in the network, summed over the threads.</summary>
    public TimeSpan NetworkTime { get; internal set; }

    /// <summary>Time by the clock.</summary>
    public TimeSpan WallTime { get; internal set; }

    /// <summary>Reads answers.</summary>
    /// <exception cref="NumpyFormatException">The file is damaged or holds something else.</exception>
    public static Answers Read(string path) => Read(path, int.MaxValue);

    /// <summary>Reads answers that name one of so many groups of classes.</summary>
    /// <exception cref="NumpyFormatException">The file is damaged or holds something else.</exception>
    internal static Answers Read(string path, int groups)
    {
        NumpyArchive archive = NumpyArchive.Read(path);
        double[] seconds = archive.Names.Contains(Seconds) ? archive.Get<double>(Seconds, 1, out _) : [0, 0, 0];
        int[] predicted = archive.Get<int>("predicted", 1, out _);
        int[] done = archive.Get<int>("done", 1, out _);
        string[] key = archive.Get<string>("key", 1, out _);
        bool areTimes = seconds.Length == 3
            && Array.TrueForAll(seconds, time => time >= 0 && time < TimeSpan.MaxValue.TotalSeconds / 2);
        if (!areTimes || key.Length != 1 || done is not [>= 0] || done[0] > predicted.Length)
            throw new NumpyFormatException(path, "these are not the answers of an evaluation.");
        float[] probability = Column("probability");
        for (int index = 0; index < done[0]; index++)
        {
            if (predicted[index] < -1 || predicted[index] >= groups)
                throw new NumpyFormatException(path, $"array 'predicted' has {predicted[index]}, which is no class.");
            if (!(probability[index] is >= 0 and <= LargestProbability))
                throw new NumpyFormatException(path, "array 'probability' has numbers that are none.");
        }

        return new Answers(
            key[0], predicted, probability, Column("mutual_information"), Column("predictive_entropy"))
        {
            Done = done[0],
            DescriptorTime = Time(seconds[0]),
            NetworkTime = Time(seconds[1]),
            WallTime = Time(seconds[2]),
        };

        // The time that was written, to the tick.
        static TimeSpan Time(double value) => TimeSpan.FromTicks((long)Math.Round(value * TimeSpan.TicksPerSecond));

        float[] Column(string name) =>
            archive.Get<float>(name, 1, out _) is { } values && values.Length == predicted.Length
                ? values
                : throw new NumpyFormatException(path, $"array '{name}' has not one number per structure.");
    }

    /// <summary>Writes them; the file appears only once it is complete.</summary>
    public void Write(string path) => Write(path, withSeconds: false);

    /// <summary>Writes them; the file appears only once it is complete.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="withSeconds">Whether the times go with them, so that they can be added to.</param>
    internal void Write(string path, bool withSeconds)
    {
        NumpyArchive archive = new NumpyArchive()
            .Add("predicted", _predicted)
            .Add("probability", _probability)
            .Add("mutual_information", _mutualInformation)
            .Add("predictive_entropy", _predictiveEntropy)
            .Add("done", new[] { Done });
        if (withSeconds)
        {
            archive.Add(
                Seconds, new[] { DescriptorTime.TotalSeconds, NetworkTime.TotalSeconds, WallTime.TotalSeconds });
        }

        archive.Add("key", new[] { Key }).Write(path);
    }

    /// <summary>All answers as bytes: the four arrays one after the other.</summary>
    internal byte[] ToBytes() =>
    [
        .. MemoryMarshal.AsBytes(_predicted.AsSpan()), .. MemoryMarshal.AsBytes(_probability.AsSpan()),
        .. MemoryMarshal.AsBytes(_mutualInformation.AsSpan()), .. MemoryMarshal.AsBytes(_predictiveEntropy.AsSpan()),
    ];

    /// <summary>Puts in answers that <see cref="ToBytes"/> wrote; whether there are as many.</summary>
    internal bool Take(int first, int count, byte[] bytes)
    {
        if (bytes.Length != 16 * count)
            return false;
        ReadOnlySpan<byte> all = bytes;
        MemoryMarshal.Cast<byte, int>(all[..(4 * count)]).CopyTo(_predicted.AsSpan(first));
        MemoryMarshal.Cast<byte, float>(all[(4 * count)..(8 * count)]).CopyTo(_probability.AsSpan(first));
        MemoryMarshal.Cast<byte, float>(all[(8 * count)..(12 * count)]).CopyTo(_mutualInformation.AsSpan(first));
        MemoryMarshal.Cast<byte, float>(all[(12 * count)..]).CopyTo(_predictiveEntropy.AsSpan(first));
        return true;
    }

    /// <summary>Puts in the answer for one structure.</summary>
    internal void Set(
        int index, int predicted, float probability, float mutualInformation, float predictiveEntropy = 0)
    {
        (_predicted[index], _probability[index]) = (predicted, probability);
        (_mutualInformation[index], _predictiveEntropy[index]) = (mutualInformation, predictiveEntropy);
    }
}
