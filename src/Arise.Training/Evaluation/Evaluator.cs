using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arise.Files;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Sharding;

namespace Arise.Evaluation;

/// <summary>Asks a model about every structure of a test set, in slices that survive interruption.</summary>
/// <example>
/// <code>
/// var evaluator = new Evaluator(StructureClassifier.Default, TestSet.Pristine());
/// EvaluationSummary summary = evaluator.Run("evaluation");
/// Console.WriteLine($"{summary.Overall} % right");
/// </code>
/// </example>
public sealed class Evaluator
{
    private const int Slice = 1024;

    // Structures that a shard takes in turn.
    private const int Block = 64;

    private const string AnswersFile = "answers.npz";
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(20);

    private readonly StructureClassifier _classifier;
    private readonly EvaluationSettings _settings;
    private readonly ClassGrouping _grouping;
    private readonly int[] _truth;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="set">The structures.</param>
    /// <param name="settings">How to predict, and what counts as right; the defaults when omitted.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="EvaluationException">
    /// The model does not have a class of the test set, or takes other descriptors than the set has.
    /// </exception>
    public Evaluator(StructureClassifier classifier, TestSet set, EvaluationSettings? settings = null)
    {
        (_classifier, Set, _settings) = (classifier, set, settings ?? new EvaluationSettings());
        _settings.Validate();
        if (set.DescriptorSize is { } size && size != classifier.Network.Architecture.InputSize)
        {
            throw new EvaluationException(
                $"The test set has descriptors of {size} numbers, but the model takes "
                + $"{classifier.Network.Architecture.InputSize}; ask a model that was trained on such descriptors.");
        }

        _grouping = new ClassGrouping(_settings.Level, classifier.Network.Metadata.ClassLabels);
        _truth = FindTruth();
    }

    /// <summary>The structures.</summary>
    public TestSet Set { get; }

    /// <summary>Names of the classes, or of the groups of classes, that answers are.</summary>
    internal IReadOnlyList<string> Names => _grouping.Names;

    /// <summary>Resolution of the figures.</summary>
    public FigureSettings Figures { get; init; } = FigureSettings.Default;

    /// <summary>The right answer for every structure.</summary>
    internal ReadOnlySpan<int> Truth => _truth;

    /// <summary>
    /// Answers for all structures, counts them, and writes <c>answers.npz</c>, report, tables and figures
    /// into a folder; an evaluation of the same question that was begun there goes on. Tables: <c>parts.csv</c>,
    /// <c>material_types.csv</c>, <c>classes.csv</c>, <c>confusions.csv</c>, <c>reliability.csv</c>; figures, SVG,
    /// PNG and PDF: <c>accuracy</c>, <c>material_types</c>, <c>classes</c>, <c>reliability</c>; the report is
    /// <c>evaluation.md</c>. All appear together; until then the answers are in <c>answers.npz.partial</c>.
    /// </summary>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="progress">Is told the number of structures answered, those of earlier runs included.</param>
    /// <param name="cancellation">Stops; what has been answered is kept.</param>
    /// <exception cref="EvaluationException">The folder holds the answers to another question.</exception>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    /// <exception cref="OperationCanceledException">Canceled; the same call goes on.</exception>
    public EvaluationSummary Run(
        string folder,
        bool overwrite = false,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        using FileLock hold = FileLock.OfFolder(folder);
        OutputFolder.Recover(folder);
        string partial = Path.Combine(folder, AnswersFile + ".partial"), known = Path.Combine(folder, AnswersFile);
        if (!overwrite && File.Exists(known))
            Begin(known);
        OutputFolder.Require(folder, ResultKind.Evaluation, overwrite, Key);
        if (overwrite && File.Exists(partial) && !IsOurs(partial))
            File.Delete(partial);
        Answers answers = !File.Exists(partial) && File.Exists(known) && IsOurs(known)
            ? Answers.Read(known)
            : Answer(partial, progress, cancellation);
        EvaluationSummary summary = Write(answers, folder, overwrite);
        File.Delete(partial);
        return summary;
    }

    /// <summary>
    /// Answers for the structures of one shard, 64 after 64 in turn, or those of them that are left to do.
    /// </summary>
    /// <param name="part">Where the answers go.</param>
    /// <param name="shard">Which of the structures.</param>
    /// <param name="progress">Is told the number of structures answered.</param>
    /// <param name="cancellation">Stops; what has been answered is kept.</param>
    /// <exception cref="IOException">The part is of another question.</exception>
    /// <exception cref="OperationCanceledException">Canceled; the same call goes on.</exception>
    public void RunPart(
        Part part,
        Shard shard,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(part);
        using RecordFile state = RecordFile.Open(part.StatePath, Key);
        int[] own = [.. Enumerable.Range(0, Blocks).Where(block => shard.Takes(block))];
        var counter = new StepCounter(
            WorkProgress.Of(progress, "structures"), own.Sum(SizeOf), own.Where(block => state.Has(block)).Sum(SizeOf));
        foreach (int block in own.Where(block => !state.Has(block)))
        {
            var answers = new Answers(Key, SizeOf(block));
            int index = 0;
            foreach (TestAnswer answer in Set.Answer(block * Block, answers.Count, _classifier, Prediction))
            {
                cancellation.ThrowIfCancellationRequested();
                Enter(answers, index++, answer.Prediction);
                counter.Add();
            }

            state.Append(block, answers.ToBytes());
        }

        part.Complete();
    }

    /// <summary>Puts parts together and writes what <see cref="Run"/> writes: the same bytes.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <exception cref="ShardException">Answers are missing.</exception>
    /// <exception cref="IOException">The folder cannot be written, or a part is of another question.</exception>
    public EvaluationSummary Merge(PartSet parts, string folder, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using FileLock hold = FileLock.OfFolder(folder);
        OutputFolder.Recover(folder);
        OutputFolder.Require(folder, ResultKind.Evaluation, overwrite, Key);
        var answers = new Answers(Key, Set.Count) { Done = Set.Count };
        for (int k = 0; k < parts.Folders.Length; k++)
        {
            using RecordFile state = RecordFile.Open(parts.States[k], Key, readOnly: true);
            for (int block = k; block < Blocks; block += parts.Folders.Length)
            {
                if (state.Read(block) is not { } bytes || !answers.Take(block * Block, SizeOf(block), bytes))
                {
                    throw new ShardException(
                        parts.Folders[k], "answers are missing; remove the part and make it again.");
                }
            }
        }

        return Write(answers, folder, overwrite);
    }

    private int Blocks => (Set.Count + Block - 1) / Block;

    private int SizeOf(int block) => Math.Min(Block, Set.Count - (block * Block));

    private EvaluationSummary Write(Answers answers, string folder, bool overwrite)
    {
        var summary = new EvaluationSummary(this, answers);
        using var results = OutputFolder.Begin(folder, ResultKind.Evaluation, overwrite, Key);
        answers.Write(Path.Combine(results.Path, AnswersFile));
        EvaluationReport.Write(summary, results.Path, Figures.PixelsPerInch);
        results.Commit();
        return summary;
    }

    private bool IsOurs(string path)
    {
        try
        {
            return Answers.Read(path) is var answers && answers.Key == Key && answers.Count == Set.Count;
        }
        catch (NumpyFormatException)
        {
            return false;
        }
    }

    /// <summary>Everything that decides the answers, in words; threads do not.</summary>
    private string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"{Set.Description}; model {Digest(_classifier.Network)}; {Prediction.Mode} {Prediction.Passes} passes, "
        + $"tolerance {(Prediction.Mode == PredictionMode.Adaptive ? Prediction.Tolerance : 0)}, "
        + $"seed {Prediction.Seed}; by {_grouping.Level}");

    private PredictionSettings Prediction => _settings.Prediction;

    private int[] FindTruth()
    {
        var groupOf = _classifier.Network.Metadata.ClassLabels
            .Select((label, index) => (label, index))
            .ToDictionary(pair => pair.label, pair => _grouping.GroupOf(pair.index), StringComparer.Ordinal);
        var truth = new int[Set.Count];
        for (int index = 0; index < truth.Length; index++)
        {
            // A model of families has merged classes under the label of the other one.
            string label = Set.LabelOf(index);
            if (!groupOf.TryGetValue(label, out truth[index])
                && (PrototypeLibrary.FromLabel(label)?.MergedInto is not { } other
                    || !groupOf.TryGetValue(other, out truth[index])))
                throw new EvaluationException(
                    $"The test set has structures of class '{label}', which the model does not know.");
        }

        return truth;
    }

    /// <summary>Answers for all structures; the same on any number of threads, interrupted or not.</summary>
    /// <param name="path">
    /// File that the answers are kept in, every 20 seconds and at the end; one that is there is continued.
    /// </param>
    /// <param name="progress">Is told the number of structures answered, those of earlier runs included.</param>
    /// <param name="cancellation">Stops; what has been answered is kept.</param>
    /// <exception cref="EvaluationException">The file answers another question.</exception>
    internal Answers Answer(
        string path, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Answers answers = Begin(path);
        var counter = new StepCounter(WorkProgress.Of(progress, "structures"), answers.Count, answers.Done);
        long last = Stopwatch.GetTimestamp();
        while (answers.Done < answers.Count)
        {
            if (cancellation.IsCancellationRequested)
            {
                answers.Write(path, withSeconds: true);
                cancellation.ThrowIfCancellationRequested();
            }

            int first = answers.Done, count = Math.Min(Slice, answers.Count - first);
            long start = Stopwatch.GetTimestamp();
            int index = first;
            foreach (TestAnswer answer in Set.Answer(first, count, _classifier, Prediction))
            {
                Enter(answers, index++, answer.Prediction);
                answers.DescriptorTime += answer.DescriptorTime;
                answers.NetworkTime += answer.NetworkTime;
                counter.Add();
                if (cancellation.IsCancellationRequested)
                    break;
            }

            answers.Done = index;
            answers.WallTime += Stopwatch.GetElapsedTime(start);
            if (answers.Done == answers.Count || Stopwatch.GetElapsedTime(last) > BetweenWrites)
            {
                answers.Write(path, withSeconds: true);
                last = Stopwatch.GetTimestamp();
            }
        }

        return answers;
    }

    private Answers Begin(string path)
    {
        if (!File.Exists(path))
            return new Answers(Key, Set.Count);
        Answers answers = Answers.Read(path, Names.Count);
        return answers.Key == Key && answers.Count == Set.Count
            ? answers
            : throw new EvaluationException(
                $"{path} holds the answers to another question: {answers.Key}");
    }

    private void Enter(Answers answers, int index, Prediction prediction)
    {
        (int predicted, double probability) = (-1, 0);
        if (prediction.IsClassified)
        {
            ImmutableArray<double> groups = _grouping.Sum(prediction.Probabilities.AsSpan());
            probability = groups.Max();
            predicted = groups.IndexOf(probability);
        }

        answers.Set(
            index,
            predicted,
            (float)probability,
            (float)prediction.MutualInformation,
            (float)prediction.Uncertainty.PredictiveEntropy);
    }

    private static string Digest(BayesianNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DenseLayer layer in network.Members.SelectMany(member => member.Layers))
        {
            hash.AppendData(MemoryMarshal.AsBytes(layer.Weights));
            hash.AppendData(MemoryMarshal.AsBytes(layer.Bias));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
