using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arise.Files;

namespace Arise.Training;

/// <summary>Descriptors with their classes, one row per sample. Immutable.</summary>
/// <remarks>
/// As a file: .npz with <c>descriptors</c> [row, component] float32, <c>labels</c> [row] int32 (-1 for none),
/// <c>class_labels</c> [class] and <c>names</c> [row] texts; if known <c>missing</c> and <c>displaced</c> [row]
/// float64, the defects (<see cref="SampleDefects"/>); for sets with structures of two phases <c>second_labels</c>
/// [row] int32 and <c>second_shares</c> [row] float32; and <c>setting_names</c> and <c>setting_values</c>, the settings
/// of the descriptor.
/// </remarks>
public sealed class TrainingSet
{
    /// <summary>
    /// Label of a row that belongs to no class, such as a liquid: the network is taught equal probabilities.
    /// </summary>
    public const int NoClass = -1;

    // Descriptors, and what stands beside them: name, label, defects.
    private const double BytesBesideRow = 250;

    /// <summary>Checks the rows.</summary>
    /// <param name="descriptors">[row, component].</param>
    /// <param name="labels">Class index per row, or <see cref="NoClass"/>.</param>
    /// <param name="classLabels">Name per class.</param>
    /// <param name="names">What a person calls each row.</param>
    /// <param name="descriptorSettings">Settings of the descriptor, handed on to the model.</param>
    /// <param name="defects">How defective the structure of each row is; omitted where that is not known.</param>
    /// <param name="secondLabels">
    /// Class index per row of a second phase, or <see cref="NoClass"/>; omitted where every row has one phase.
    /// </param>
    /// <param name="secondShares">Its share per row, from 0 to below 1.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit, a label is not one of the classes, two classes have one name, or a descriptor is zero or not
    /// a number.
    /// </exception>
    public TrainingSet(
        ImmutableArray<float> descriptors,
        ImmutableArray<int> labels,
        ImmutableArray<string> classLabels,
        ImmutableArray<string> names,
        ImmutableSortedDictionary<string, string>? descriptorSettings = null,
        ImmutableArray<SampleDefects> defects = default,
        ImmutableArray<int> secondLabels = default,
        ImmutableArray<float> secondShares = default)
    {
        if (labels.IsDefaultOrEmpty || descriptors.IsDefaultOrEmpty || descriptors.Length % labels.Length != 0)
        {
            throw new ArgumentException(
                $"{Length(descriptors)} numbers are not one descriptor for each of {Length(labels)} labels.");
        }
        if (Length(names) != labels.Length)
            throw new ArgumentException($"{Length(names)} names for {labels.Length} rows.");
        if (!defects.IsDefaultOrEmpty && defects.Length != labels.Length)
            throw new ArgumentException($"Defects of {defects.Length} rows for {labels.Length} rows.");
        (Descriptors, Labels, ClassLabels, Names) = (descriptors, labels, classLabels, names);
        DescriptorSettings = descriptorSettings ?? ImmutableSortedDictionary<string, string>.Empty;
        Defects = defects.IsDefault ? [] : defects;
        SecondLabels = secondLabels.IsDefault ? [] : secondLabels;
        SecondShares = secondShares.IsDefault ? [] : secondShares;
        RequireSecondPhases();
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] < NoClass || labels[row] >= classLabels.Length)
            {
                throw new ArgumentException(
                    $"Row {row} ('{names[row]}') has label {labels[row]}; there are {classLabels.Length} classes.");
            }
            ReadOnlySpan<float> descriptor = Descriptor(row);
            if (!descriptor.ContainsAnyExcept(0f) || !float.IsFinite(TensorPrimitives.Sum(descriptor)))
                throw new ArgumentException($"The descriptor of row {row} ('{names[row]}') is zero or not finite.");
        }

        if (classLabels.IsDefaultOrEmpty || classLabels.Any(string.IsNullOrEmpty)
            || classLabels.Distinct(StringComparer.Ordinal).Count() < classLabels.Length)
            throw new ArgumentException("The classes need names, each another one.");

        static int Length<T>(ImmutableArray<T> array) => array.IsDefault ? 0 : array.Length;
    }

    /// <summary>Number of rows.</summary>
    public int Count => Labels.Length;

    /// <summary>Components per descriptor.</summary>
    public int DescriptorSize => Descriptors.Length / Count;

    /// <summary>Descriptors [row, component].</summary>
    public ImmutableArray<float> Descriptors { get; }

    /// <summary>Class index per row, or <see cref="NoClass"/>.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>Name per class.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Name per row.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Settings of the descriptor.</summary>
    public ImmutableSortedDictionary<string, string> DescriptorSettings { get; }

    /// <summary>Defects per row; empty where nothing is known of them.</summary>
    public ImmutableArray<SampleDefects> Defects { get; }

    /// <summary>
    /// Class index per row of a second phase, or <see cref="NoClass"/>; empty where every row has one phase. The
    /// network is taught the shares of both as their probabilities.
    /// </summary>
    public ImmutableArray<int> SecondLabels { get; }

    /// <summary>Share per row of the second phase; empty where every row has one phase.</summary>
    public ImmutableArray<float> SecondShares { get; }

    /// <summary>One descriptor.</summary>
    public ReadOnlySpan<float> Descriptor(int row) =>
        Descriptors.AsSpan().Slice(row * DescriptorSize, DescriptorSize);

    /// <summary>SHA-256 of descriptors and labels, hexadecimal: tells whether two sets are the same.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(Descriptors.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(Labels.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(SecondLabels.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(SecondShares.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a set.</summary>
    /// <exception cref="NumpyFormatException">The file is damaged or is not a training set.</exception>
    public static TrainingSet Read(string path) => Of(NumpyArchive.Read(path), path);

    /// <summary>The set that an archive holds; <paramref name="path"/> names it in errors.</summary>
    /// <exception cref="NumpyFormatException">It is not a training set.</exception>
    internal static TrainingSet Of(NumpyArchive archive, string path)
    {
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
                Immutable(archive.Get<float>("descriptors", 2, out _)),
                Immutable(archive.Get<int>("labels", 1, out _)),
                Immutable(archive.Get<string>("class_labels", 1, out _)),
                Immutable(archive.Get<string>("names", 1, out _)),
                settings.ToImmutable(),
                ReadDefects(archive),
                archive.TryGet("second_labels", out _) ? Immutable(archive.Get<int>("second_labels", 1, out _)) : [],
                archive.TryGet("second_shares", out _) ? Immutable(archive.Get<float>("second_shares", 1, out _)) : []);
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
            .Add("descriptors", Plain(Descriptors), Count, DescriptorSize)
            .Add("labels", Plain(Labels))
            .Add("class_labels", Plain(ClassLabels))
            .Add("names", Plain(Names));
        if (!Defects.IsEmpty)
        {
            archive.Add("missing", Defects.Select(defects => defects.Missing).ToArray());
            archive.Add("displaced", Defects.Select(defects => defects.Displacement).ToArray());
        }

        if (!SecondLabels.IsEmpty)
        {
            archive.Add("second_labels", Plain(SecondLabels));
            archive.Add("second_shares", Plain(SecondShares));
        }

        if (DescriptorSettings.Count > 0)
        {
            archive.Add("setting_names", DescriptorSettings.Keys.ToArray());
            archive.Add("setting_values", DescriptorSettings.Values.ToArray());
        }

        archive.Write(path, compress: true);
    }

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
    internal TrainingSet Rows(int first) => new(
        Descriptors[(first * DescriptorSize)..],
        Labels[first..],
        ClassLabels,
        Names[first..],
        DescriptorSettings,
        Defects.IsEmpty ? Defects : Defects[first..],
        SecondLabels.IsEmpty ? SecondLabels : SecondLabels[first..],
        SecondShares.IsEmpty ? SecondShares : SecondShares[first..]);

    /// <summary>Share of the second phase of a row, and its class or <see cref="NoClass"/>.</summary>
    internal (float Share, int Label) Second(int row) =>
        SecondShares.IsEmpty ? (0, NoClass) : (SecondShares[row], SecondLabels[row]);

    private void RequireSecondPhases()
    {
        if (SecondLabels.IsEmpty && SecondShares.IsEmpty)
            return;
        if (SecondLabels.Length != Count || SecondShares.Length != Count)
        {
            throw new ArgumentException(
                $"{SecondLabels.Length} second labels and {SecondShares.Length} shares for {Count} rows.");
        }

        for (int row = 0; row < Count; row++)
        {
            if (SecondLabels[row] < NoClass || SecondLabels[row] >= ClassLabels.Length
                || SecondShares[row] is not (>= 0 and < 1))
            {
                throw new ArgumentException(
                    $"Row {row} ('{Names[row]}') has a second phase {SecondLabels[row]} with a share of "
                    + $"{SecondShares[row]}.");
            }
        }
    }

    private static ImmutableArray<SampleDefects> ReadDefects(NumpyArchive archive)
    {
        if (!archive.TryGet("missing", out _))
            return [];
        double[] missing = archive.Get<double>("missing", 1, out _);
        double[] displaced = archive.Get<double>("displaced", 1, out _);
        return missing.Length == displaced.Length
            ? [.. missing.Zip(displaced, (eta, delta) => new SampleDefects(eta, delta))]
            : throw new ArgumentException($"{missing.Length} shares missing but {displaced.Length} displacements.");
    }

    private static ImmutableArray<T> Immutable<T>(T[] array) => ImmutableCollectionsMarshal.AsImmutableArray(array);

    // For writing only: nothing changes it.
    private static T[] Plain<T>(ImmutableArray<T> array) => ImmutableCollectionsMarshal.AsArray(array)!;

    /// <summary>Refuses a set that is to be made, before any of it is.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="components">Components of a descriptor.</param>
    /// <param name="setting">The property that decides the number.</param>
    /// <param name="remedy">What to do.</param>
    /// <exception cref="MemoryBudgetException">It does not fit into the memory.</exception>
    internal static void RequireMemory(double rows, int components, string setting, string remedy)
    {
        string what = FormattableString.Invariant($"A set of {rows:F0} descriptors");
        MemoryBudget.Require(rows * ((sizeof(float) * components) + BytesBesideRow), what, remedy, setting);
        Setting.Require(
            rows * components <= Array.MaxLength, setting, $"{what} is larger than an array can be; {remedy}.");
    }
}
