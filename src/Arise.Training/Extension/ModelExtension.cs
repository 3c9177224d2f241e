using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Descriptors;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Extension;

/// <summary>
/// Adds classes to a trained model: the network gets an output per new class and is trained on with the descriptors of
/// old and new classes; afterwards both are compared with the network before.
/// </summary>
/// <example>
/// <code>
/// var extension = new ModelExtension(
///     ShippedModels.Find("arise-108"),
///     PrototypeFiles.Read(["fluorite.cif", "anatase.cif"]),
///     new ExtensionSettings { Model = "arise-110.safetensors" });
/// foreach (ClassResemblance pair in extension.Warnings)
///     Console.WriteLine($"{pair.New} and {pair.Other}: {pair.Cosine:0.0000}");
/// ExtensionResult result = extension.Run();
/// </code>
/// </example>
public sealed class ModelExtension
{
    private readonly BayesianNetwork _before;
    private readonly BayesianNetwork _start;
    private readonly ExtensionSettings _settings;
    private readonly bool _isOfFamilies;

    /// <summary>Prepares the extension and compares the new classes with all others.</summary>
    /// <param name="network">The model.</param>
    /// <param name="added">The new classes; see <see cref="PrototypeFiles"/>.</param>
    /// <param name="settings">Settings; the defaults when omitted.</param>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, there is no new class, a label is there already, or the structures of an old class
    /// are not known.
    /// </exception>
    /// <exception cref="IOException">
    /// There is no checkpoint to go on from, or that of an interrupted extension is in the way.
    /// </exception>
    public ModelExtension(
        BayesianNetwork network, IReadOnlyList<Prototype> added, ExtensionSettings? settings = null)
    {
        _settings = settings ?? new ExtensionSettings();
        _settings.Validate();
        _isOfFamilies = StructureTrainingSet.Describes(network);
        if (!_isOfFamilies)
            _settings.Run([1], 0).CheckpointUse.RequireFile();
        (_before, Added) = (network, [.. added]);
        _start = NetworkExtension.AddClasses(network, [.. added.Select(prototype => prototype.Label)]);
        Old = ModelPrototypes.Of(network, _settings.Prototypes);
        Resemblances = ClassResemblance.Compare(
            Old,
            Added,
            _settings.Threads,
            StructureDescriptors.FromMetadata(network.Metadata.DescriptorSettings));
    }

    /// <summary>The old classes, in the order of the outputs.</summary>
    public ImmutableArray<Prototype> Old { get; }

    /// <summary>The new classes, behind the old ones.</summary>
    public ImmutableArray<Prototype> Added { get; }

    /// <summary>Every new class with every other one, the most similar first.</summary>
    public ImmutableArray<ClassResemblance> Resemblances { get; }

    /// <summary>
    /// Pairs that resemble each other so much that they will be confused: always, or when atoms are displaced
    /// (<see cref="ClassResemblance.IsIndistinguishable"/>).
    /// </summary>
    public ImmutableArray<ClassResemblance> Warnings =>
        [.. Resemblances.TakeWhile(pair => pair.Cosine >= ClassResemblance.Similar)];

    /// <summary>Describes the classes, trains, writes the files, and compares.</summary>
    /// <param name="progress">Is told the structures, epochs and comparisons done.</param>
    /// <param name="cancellation">Stops the work; training stops after the running step.</param>
    /// <exception cref="OperationCanceledException">Canceled; the checkpoint holds the steps done.</exception>
    /// <exception cref="TrainingDivergedException">The learning rate is too high.</exception>
    /// <exception cref="ModelFormatException">
    /// The checkpoint to go on from is damaged, or belongs to another extension.
    /// </exception>
    public ExtensionResult Run(IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        Run(null, progress, cancellation);

    /// <summary>The same, telling of the comparison before anything is written.</summary>
    /// <param name="beforeWriting">
    /// Is told how the model does, before its file is written; what it throws ends the work without a file. Models of
    /// the published descriptor are written before they are compared.
    /// </param>
    /// <param name="progress">Is told the structures, epochs and comparisons done.</param>
    /// <param name="cancellation">Stops the work; training stops after the running step.</param>
    public ExtensionResult Run(
        Action<ExtensionReport>? beforeWriting,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        ImmutableArray<Prototype> classes = [.. Old, .. Added];
        int threads = _settings.Threads;
        if (_isOfFamilies)
            {
            return new FamilyExtension(_before, _start, Old, Added, _settings)
                .Run(beforeWriting, progress, cancellation);
        }

        TrainingSet set = _settings.Robust is { } robust
            ? RobustTrainingSet.Generate(classes, robust, null, threads, progress, cancellation)
            : PristineTrainingSet.Generate(classes, null, threads, progress, cancellation);
        var run = new TrainingRun(
            set, _settings.Run(_before.Architecture.HiddenSizes, _before.Architecture.Dropout), _start);
        TrainingResult training = run.Run(progress, cancellation);
        var report = new ExtensionReport(
            ExtensionAccuracy.Compare(_before, training.Network, Old, Added, threads, progress, cancellation));
        beforeWriting?.Invoke(report);
        return new ExtensionResult(training, report, _before.Metadata.Novelty is not null);
    }
}
