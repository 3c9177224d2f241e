using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arise.Files;

namespace Arise.Training;

/// <summary>Descriptors with their classes. The arrays are not copied: do not change them.</summary>
/// <remarks>
/// As a file: .npz with <c>descriptors</c> [row, component] float32, <c>labels</c> [row] int32 (-1 for none),
/// <c>class_labels</c> [class] and <c>names</c> [row] texts, and if known <c>setting_names</c> and
/// <c>setting_values</c>, the settings of the descriptor.
/// </remarks>
public sealed class TrainingSet
{
    /// <summary>
    /// Label of a row that belongs to no class, such as a liquid: the network is taught equal probabilities.
    /// </summary>
    public const int NoClass = -1;

    /// <summary>Takes the arrays.</summary>
    /// <param name="descriptors">[row, component].</param>
    /// <param name="labels">Class index per row, or <see cref="NoClass"/>.</param>
    /// <param name="classLabels">Name per class.</param>
    /// <param name="names">What a person calls each row.</param>
    /// <param name="descriptorSettings">Settings of the descriptor, handed on to the model.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit, a label is not one of the classes, or a descriptor is zero or not a number.
    /// </exception>
    public TrainingSet(
        float[] descriptors,
        int[] labels,
        ImmutableArray<string> classLabels,
        string[] names,
        ImmutableSortedDictionary<string, string>? descriptorSettings = null)
    {
        if (labels.Length == 0 || descriptors.Length == 0 || descriptors.Length % labels.Length != 0)
        {
            throw new ArgumentException(
                $"{descriptors.Length} numbers are not one descriptor for each of {labels.Length} labels.");
        }
        if (names.Length != labels.Length)
            throw new ArgumentException($"{names.Length} names for {labels.Length} rows.");
        (Descriptors, Labels, ClassLabels, Names) = (descriptors, labels, classLabels, names);
        DescriptorSettings = descriptorSettings ?? ImmutableSortedDictionary<string, string>.Empty;
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] < NoClass || labels[row] >= classLabels.Length)
            {
                throw new ArgumentException(
                    $"Row {row} ('{names[row]}') has label {labels[row]}; there are {classLabels.Length} classes.");
            }
            ReadOnlySpan<float> descriptor = Descriptor(row);
            if (!descriptor.ContainsAnyExcept(0f)
                || !float.IsFinite(System.Numerics.Tensors.TensorPrimitives.Sum(descriptor)))
                throw new ArgumentException($"The descriptor of row {row} ('{names[row]}') is zero or not finite.");
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count => Labels.Length;

    /// <summary>Components per descriptor.</summary>
    public int DescriptorSize => Descriptors.Length / Count;

    /// <summary>Descriptors [row, component].</summary>
    public float[] Descriptors { get; }

    /// <summary>Class index per row, or <see cref="NoClass"/>.</summary>
    public int[] Labels { get; }

    /// <summary>Name per class.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Name per row.</summary>
    public string[] Names { get; }

    /// <summary>Settings of the descriptor.</summary>
    public ImmutableSortedDictionary<string, string> DescriptorSettings { get; }

    /// <summary>One descriptor.</summary>
    public ReadOnlySpan<float> Descriptor(int row) => Descriptors.AsSpan(row * DescriptorSize, DescriptorSize);

    /// <summary>
    /// <paramref name="count"/> over the number of <paramref name="rows"/> with a class; null where there are none.
    /// </summary>
    internal double? ShareOfLabeled(long count, ReadOnlySpan<int> rows)
    {
        int labeled = 0;
        foreach (int row in rows)
            labeled += Labels[row] == NoClass ? 0 : 1;
        return labeled == 0 ? null : (double)count / labeled;
    }

    /// <summary>The rows from <paramref name="first"/> on.</summary>
    public TrainingSet Rows(int first) => new(
        Descriptors[(first * DescriptorSize)..], Labels[first..], ClassLabels, Names[first..], DescriptorSettings);

    /// <summary>SHA-256 of descriptors and labels, hexadecimal: tells whether two sets are the same.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<float>(Descriptors));
        hash.AppendData(MemoryMarshal.AsBytes<int>(Labels));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a set.</summary>
    /// <exception cref="NumpyFormatException">The file is damaged or is not a training set.</exception>
    public static TrainingSet Read(string path)
    {
        NumpyArchive archive = NumpyArchive.Read(path);
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (archive.TryGet("setting_names", out _))
        {
            string[] names = archive.Get<string>("setting_names", 1, out _);
            string[] values = archive.Get<string>("setting_values", 1, out _);
            if (names.Length != values.Length)
                throw new NumpyFormatException(path, $"{names.Length} setting names but {values.Length} values.");
            for (int i = 0; i < names.Length; i++)
                settings[names[i]] = values[i];
        }

        try
        {
            return new TrainingSet(
                archive.Get<float>("descriptors", 2, out _),
                archive.Get<int>("labels", 1, out _),
                [.. archive.Get<string>("class_labels", 1, out _)],
                archive.Get<string>("names", 1, out _),
                settings.ToImmutable());
        }
        catch (ArgumentException error)
        {
            throw new NumpyFormatException(path, error.Message, error);
        }
    }

    /// <summary>Writes the set; the file appears only once it is complete.</summary>
    public void Write(string path)
    {
        NumpyArchive archive = new NumpyArchive()
            .Add("descriptors", Descriptors, Count, DescriptorSize)
            .Add("labels", Labels)
            .Add("class_labels", ClassLabels.ToArray())
            .Add("names", Names);
        if (DescriptorSettings.Count > 0)
        {
            archive.Add("setting_names", DescriptorSettings.Keys.ToArray());
            archive.Add("setting_values", DescriptorSettings.Values.ToArray());
        }

        archive.Write(path, compress: true);
    }
}
