using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Files;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>
/// An exploration as a file that numpy opens (.npz), a row per point: <c>hidden</c> [n, unit] float32, <c>labels</c>
/// [n] (-1 for outliers; those that joined a cluster have its number), <c>labels_before_joining</c>,
/// <c>probabilities</c> [n] (how much a point belongs to its cluster), <c>outlier_scores</c>, <c>core_distances</c>,
/// <c>membership</c> [n, cluster], <c>embedding</c> [n, component] unless it was left out, <c>class_index</c>
/// (-2 for none of the classes), <c>likely_class</c> (whatever the verdict), <c>verdict</c> (int8: 0 open, 1 known,
/// 2 doubtful, 3 none), <c>novelty</c>, <c>class_probability</c>, <c>mutual_information</c> and
/// <c>predictive_entropy</c> (bits), <c>distances</c> [n, species, species] (d_NN in
/// Angstrom, center and neighbor) and <c>coordination</c>; of a map <c>positions</c> [n, xyz] (middles of the boxes,
/// Angstrom) and <c>box</c> (number of the box, or of the atom), of structures <c>names</c>. Further
/// <c>persistence</c> [cluster], <c>species</c> and <c>class_labels</c>.
/// </summary>
internal static class ExplorationArchive
{
    private const string LikelyClass = "likely_class", Novelty = "novelty", Entropy = "predictive_entropy";

    /// <summary>The arrays of an exploration.</summary>
    public static NumpyArchive Of(ExplorationResult result)
    {
        ExplorationSample sample = result.Sample;
        ImmutableArray<ExplorationPoint> points = sample.Points;
        (int count, int species) = (points.Length, sample.Species.Length);
        double[] distances = [.. from point in points
                                 from center in sample.Species
                                 from neighbor in sample.Species
                                 select point.Distance(center, neighbor)];
        NumpyArchive archive = new NumpyArchive()
            .Add("hidden", points.SelectMany(point => point.Hidden).ToArray(), count, sample.Units)
            .Add("labels", result.Labels.ToArray())
            .Add("labels_before_joining", result.LabelsBeforeJoining.ToArray())
            .Add("probabilities", result.Probabilities.ToArray())
            .Add("outlier_scores", result.OutlierScores.ToArray())
            .Add("core_distances", result.CoreDistances.ToArray())
            .Add("membership", result.Membership.ToArray(), count, result.ClusterCount)
            .Add("class_index", points.Select(point => point.Answer).ToArray())
            .Add(LikelyClass, points.Select(point => point.Class).ToArray())
            .Add("verdict", points.Select(point => (sbyte)point.Verdict).ToArray())
            .Add(Novelty, points.Select(point => point.Novelty).ToArray())
            .Add("class_probability", points.Select(point => point.Probability).ToArray())
            .Add("mutual_information", points.Select(point => point.MutualInformation).ToArray())
            .Add(Entropy, points.Select(point => point.PredictiveEntropy).ToArray())
            .Add("distances", distances, count, species, species)
            .Add("coordination", points.Select(point => point.Coordination).ToArray());
        if (result.Embedding is { } embedding)
            archive.Add("embedding", embedding.ToArray(), count, embedding.Length / count);
        if (sample.Places is not null)
        {
            archive.Add("positions", points.SelectMany(point => Components(point.Position!.Value)).ToArray(), count, 3);
            archive.Add("box", points.Select(point => point.Box).ToArray());
        }
        else
        {
            archive.Add("names", points.Select(point => point.Name).ToArray());
        }

        return archive
            .Add("persistence", result.Persistence.ToArray())
            .Add("species", sample.Species.Select(element => element.Symbol).ToArray())
            .Add("class_labels", sample.ClassLabels.ToArray());
    }

    /// <summary>The exploration of arrays and manifest.</summary>
    /// <exception cref="NumpyFormatException">An array is missing, or of another type or number of axes.</exception>
    /// <exception cref="ExplorationException">
    /// An array has not as many numbers as the others, or a number that is none of a cluster or class.
    /// </exception>
    public static ExplorationResult Restore(
        NumpyArchive arrays, string file, ExplorationManifest manifest, string manifestFile)
    {
        ImmutableArray<string> labels = [.. arrays.Get<string>("class_labels", 1, out _)];
        double[] persistence = arrays.Get<double>("persistence", 1, out _);
        int count = arrays.Get<int>("labels", 1, out _).Length;
        if (count == 0)
            throw new ExplorationException("array 'labels' is empty.", file, "labels");
        return new ExplorationResult
        {
            Sample = manifest.ToSample(labels, Points(arrays, file, count, labels.Length, manifest.Map is not null)),
            Settings = manifest.ToSettings(labels, manifestFile),
            Labels = Numbers(arrays, file, "labels", count, -1, persistence.Length),
            LabelsBeforeJoining = Numbers(arrays, file, "labels_before_joining", count, -1, persistence.Length),
            Probabilities = Values<double>(arrays, file, "probabilities", count),
            Membership = Values<double>(arrays, file, "membership", count, persistence.Length),
            OutlierScores = Values<double>(arrays, file, "outlier_scores", count),
            CoreDistances = Values<double>(arrays, file, "core_distances", count),
            Persistence = ImmutableCollectionsMarshal.AsImmutableArray(persistence),
            Embedding = manifest.Embedding is { } embedding
                ? Values<float>(arrays, file, "embedding", count, embedding.Components)
                : null,
        };
    }

    private static ImmutableArray<ExplorationPoint> Points(
        NumpyArchive arrays, string file, int count, int classCount, bool areBoxes)
    {
        ChemicalElement[] species = Species(arrays, file);
        ImmutableArray<double> distances =
            Values<double>(arrays, file, "distances", count, species.Length, species.Length);
        arrays.Get<float>("hidden", 2, out ReadOnlySpan<int> shape);
        int units = shape[1];
        ImmutableArray<float> hidden = Values<float>(arrays, file, "hidden", count, units);

        // Explorations of earlier versions have no verdict, and one class.
        string likely = arrays.Names.Contains(LikelyClass) ? LikelyClass : "class_index";
        ImmutableArray<int> classes = Numbers(arrays, file, likely, count, 0, classCount);
        ImmutableArray<double> novelty = Optional(Novelty), entropy = Optional(Entropy);
        ImmutableArray<double> probabilities = Values<double>(arrays, file, "class_probability", count);
        ImmutableArray<double> information = Values<double>(arrays, file, "mutual_information", count);
        ImmutableArray<double> coordination = Values<double>(arrays, file, "coordination", count);
        ImmutableArray<int> boxes = areBoxes ? Values<int>(arrays, file, "box", count) : [];
        ImmutableArray<double> positions = areBoxes ? Values<double>(arrays, file, "positions", count, 3) : [];
        ImmutableArray<string> names = areBoxes ? [] : Values<string>(arrays, file, "names", count);
        return [.. Enumerable.Range(0, count).Select(k => new ExplorationPoint(
            areBoxes ? "" : names[k],
            areBoxes ? boxes[k] : -1,
            areBoxes ? new Vector3D(positions[3 * k], positions[(3 * k) + 1], positions[(3 * k) + 2]) : null,
            [.. hidden.AsSpan(k * units, units)],
            classes[k],
            probabilities[k],
            information[k],
            new SpeciesPairDistances(species, Table(k)),
            coordination[k])
        {
            Novelty = novelty[k],
            PredictiveEntropy = entropy[k],
        })];

        ImmutableArray<double> Optional(string name) => arrays.Names.Contains(name)
            ? Values<double>(arrays, file, name, count)
            : [.. Enumerable.Repeat(double.NaN, count)];

        double[,] Table(int point)
        {
            var table = new double[species.Length, species.Length];
            for (int pair = 0; pair < table.Length; pair++)
                table[pair / species.Length, pair % species.Length] = distances[(point * table.Length) + pair];
            return table;
        }
    }

    private static ChemicalElement[] Species(NumpyArchive arrays, string file)
    {
        const string name = "species";
        var species = new List<ChemicalElement>();
        foreach (string symbol in arrays.Get<string>(name, 1, out _))
        {
            if (!ChemicalElement.TryParse(symbol, out ChemicalElement element) || species.Contains(element))
                throw new ExplorationException($"array '{name}' has '{symbol}', no element or one twice.", file, name);
            species.Add(element);
        }

        return species.Count > 0
            ? [.. species]
            : throw new ExplorationException($"array '{name}' is empty.", file, name);
    }

    private static ImmutableArray<int> Numbers(
        NumpyArchive arrays, string file, string name, int count, int least, int end)
    {
        ImmutableArray<int> numbers = Values<int>(arrays, file, name, count);
        foreach (int number in numbers)
        {
            if (number < least || number >= end)
                throw new ExplorationException($"array '{name}' has {number}; there are {end}.", file, name);
        }

        return numbers;
    }

    private static ImmutableArray<T> Values<T>(
        NumpyArchive arrays, string file, string name, params ReadOnlySpan<int> expected)
    {
        T[] values = arrays.Get<T>(name, expected.Length, out ReadOnlySpan<int> shape);
        return shape.SequenceEqual(expected)
            ? ImmutableCollectionsMarshal.AsImmutableArray(values)
            : throw new ExplorationException(
                $"array '{name}' is {string.Join(" x ", shape.ToArray())}, not "
                + $"{string.Join(" x ", expected.ToArray())} as the others say.",
                file,
                name);
    }

    private static double[] Components(Vector3D v) => [v.X, v.Y, v.Z];
}
