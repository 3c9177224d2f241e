using System.Collections.Immutable;
using Arise.Files;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Recognition;

namespace Arise.Reporting;

/// <summary>
/// Collects the hidden layers of classified structures for a file that numpy opens (.npz): for layer k = 1, 2, ...
/// <c>activations_k</c> and <c>preactivations_k</c> [structure, unit] float32 (means over the passes),
/// <c>probabilities</c> [structure, class], <c>mutual_information</c> [structure] in bits, <c>names</c> [structure] and
/// <c>class_labels</c> [class]. Structures without a class have rows of NaN. The file appears under its name when
/// <see cref="Complete"/> is called.
/// </summary>
public sealed class HiddenRepresentationArchive : IDisposable
{
    private readonly BayesianNetwork _network;
    private readonly ReplacingFile _file;
    private readonly FileLock _hold;
    private readonly List<string> _names = [];
    private readonly List<Prediction> _predictions = [];

    /// <summary>Opens the file, so that a name that cannot be written is told before any work.</summary>
    /// <param name="network">The network that classifies.</param>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public HiddenRepresentationArchive(BayesianNetwork network, string path) =>
        (_network, (_hold, _file)) =
            (network, FileLock.OfFile(path, hold => (hold, new ReplacingFile(path))));

    /// <summary>Adds one structure; it must have been classified with the hidden layers kept.</summary>
    public void Add(ClassifiedStructure item)
    {
        Prediction prediction = item.Result.Prediction;
        if (prediction.IsClassified && prediction.Hidden is null)
            throw new ArgumentException($"{item.File}, frame {item.Frame}: the hidden layers were not kept.");
        _names.Add($"{item.File}#{item.Frame}");
        _predictions.Add(prediction);
    }

    /// <summary>Writes the structures added, and gives the file its name.</summary>
    public void Complete()
    {
        int count = _predictions.Count;
        var archive = new NumpyArchive();
        int layers = _network.Architecture.HiddenSizes.Length;
        for (int layer = 0; layer < layers; layer++)
        {
            int units = _network.Architecture.HiddenSizes[layer];
            archive.Add($"activations_{layer + 1}", Rows(units, p => p.Hidden!.Value[layer].Activations), count, units);
            archive.Add(
                $"preactivations_{layer + 1}",
                Rows(units, p => p.Hidden!.Value[layer].PreActivations),
                count,
                units);
        }

        int classes = _network.Architecture.ClassCount;
        archive.Add("probabilities", Rows(classes, p => p.Probabilities), count, classes);
        archive.Add("mutual_information", _predictions.Select(p => p.MutualInformation).ToArray(), count);
        archive.Add("names", _names.ToArray(), count);
        archive.Add("class_labels", _network.Metadata.ClassLabels.ToArray(), classes);
        archive.Write(_file.Stream, compress: true);
        _file.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _hold.Dispose();
    }

    private T[] Rows<T>(int width, Func<Prediction, ImmutableArray<T>> values)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var rows = new T[_predictions.Count * width];
        for (int row = 0; row < _predictions.Count; row++)
        {
            if (_predictions[row].IsClassified)
                values(_predictions[row]).CopyTo(rows, row * width);
            else
                rows.AsSpan(row * width, width).Fill(T.NaN);
        }

        return rows;
    }
}
