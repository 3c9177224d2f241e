using System.Collections.Concurrent;
using System.Diagnostics;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Structures;

namespace Arise.Recognition;

/// <summary>
/// Says which crystal structure atoms form: descriptor, network, ranked classes. Immutable; any number of threads may
/// use one. The answer depends on structure, model, passes and seed only.
/// </summary>
/// <example>
/// <code>
/// AtomicStructure structure = StructureFile.ReadFirst("rock_salt.cif");
/// Classification result = StructureClassifier.Default.Classify(structure);
/// Console.WriteLine($"{result.Best?.Name}: {result.Best?.Probability:P1}, {result.MutualInformation:F3} bit");
/// </code>
/// </example>
public sealed class StructureClassifier
{
    private static readonly Lazy<StructureClassifier> DefaultClassifier =
        new(() => new StructureClassifier(ShippedModels.Default));

    // Buffers for more atoms are not kept for the next structure.
    private const int MostKept = 1 << 16;

    private readonly SoapDescriptor _descriptor;
    private readonly ConcurrentBag<SoapWorkspace> _workspaces = [];

    /// <summary>A classifier with the given model, which carries its descriptor settings.</summary>
    /// <exception cref="DescriptorException">
    /// The model was trained on a descriptor that this library does not compute.
    /// </exception>
    public StructureClassifier(BayesianNetwork network)
    {
        Network = network;
        _descriptor = new SoapDescriptor(SoapSettings.FromMetadata(network.Metadata.DescriptorSettings));
        if (_descriptor.Length != network.Architecture.InputSize)
        {
            throw new DescriptorException(
                $"The model takes {network.Architecture.InputSize} components, "
                + $"but its descriptor settings give {_descriptor.Length}.");
        }
    }

    /// <summary>The classifier with the shipped model.</summary>
    public static StructureClassifier Default => DefaultClassifier.Value;

    /// <summary>The model.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Classifies one structure.</summary>
    /// <param name="structure">Atoms with their cell; at least two within reach of each other.</param>
    /// <param name="settings">Passes, seed, hidden layers; the defaults when omitted.</param>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public Classification Classify(AtomicStructure structure, PredictionSettings? settings = null) =>
        Classify(structure, settings, withNovelty: true);

    /// <summary>The same, without novelty where nobody asks for it: a forward pass less.</summary>
    internal Classification Classify(AtomicStructure structure, PredictionSettings? settings, bool withNovelty)
    {
        long start = Stopwatch.GetTimestamp();
        if (!_workspaces.TryTake(out SoapWorkspace? workspace))
            workspace = new SoapWorkspace(_descriptor);
        var vector = new float[_descriptor.Length];
        SpeciesPairDistances distances = _descriptor.Compute(structure, workspace, vector);
        if (structure.Count <= MostKept)
            _workspaces.Add(workspace);
        long described = Stopwatch.GetTimestamp();
        Prediction prediction = Network.Predict(vector, settings);
        return new Classification(
            vector,
            distances,
            prediction,
            withNovelty && prediction.IsClassified ? Network.Metadata.Novelty?.Of(Network, vector, prediction) : null,
            Stopwatch.GetElapsedTime(start, described),
            Stopwatch.GetElapsedTime(described));
    }
}
