using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Recognition;

namespace Arise.Evaluation;

/// <summary>Asks a model about every structure of a test set, in slices that survive interruption.</summary>
/// <param name="classifier">The model.</param>
/// <param name="set">The structures.</param>
/// <param name="settings">Passes, seed and threads.</param>
/// <param name="grouping">What counts as right: the class, or a coarser group.</param>
public sealed class Evaluator(
    StructureClassifier classifier, TestSet set, PredictionSettings settings, ClassGrouping grouping)
{
    private const int Slice = 1024;
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(20);

    /// <summary>The model.</summary>
    public StructureClassifier Classifier => classifier;

    /// <summary>The structures.</summary>
    public TestSet Set => set;

    /// <summary>Passes, seed and threads.</summary>
    public PredictionSettings Settings => settings;

    /// <summary>What counts as right.</summary>
    public ClassGrouping Grouping => grouping;

    /// <summary>Everything that decides the answers, in words; threads do not.</summary>
    public string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"{set.Description}; model {Digest(classifier.Network)}; {settings.Mode} {settings.Passes} passes, "
        + $"tolerance {(settings.Mode == PredictionMode.Adaptive ? settings.Tolerance : 0)}, seed {settings.Seed}; "
        + $"by {grouping.Level}");

    /// <summary>The right answer for every structure.</summary>
    /// <exception cref="EvaluationException">The model does not have a class of the test set.</exception>
    public int[] Truth()
    {
        var groupOf = classifier.Network.Metadata.ClassLabels
            .Select((label, index) => (label, index))
            .ToDictionary(pair => pair.label, pair => grouping.GroupOf(pair.index), StringComparer.Ordinal);
        var truth = new int[set.Count];
        for (int index = 0; index < truth.Length; index++)
        {
            string label = set.LabelOf(index);
            if (!groupOf.TryGetValue(label, out truth[index]))
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
    public Answers Run(string path, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        settings.Validate();
        Answers answers = Begin(path);
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Threads };
        long last = Stopwatch.GetTimestamp();
        while (answers.Done < answers.Count)
        {
            if (cancellation.IsCancellationRequested)
            {
                answers.Write(path);
                cancellation.ThrowIfCancellationRequested();
            }

            int first = answers.Done, count = Math.Min(Slice, answers.Count - first);
            long start = Stopwatch.GetTimestamp(), describing = 0, predicting = 0;
            int begun = 0;
            Parallel.For(first, first + count, options, index =>
            {
                long before = Stopwatch.GetTimestamp();
                Answer(answers, index, out TimeSpan descriptorTime);
                Interlocked.Add(ref describing, descriptorTime.Ticks);
                Interlocked.Add(ref predicting, (Stopwatch.GetElapsedTime(before) - descriptorTime).Ticks);
                progress?.Report(first + Interlocked.Increment(ref begun));
            });
            answers.Done += count;
            answers.WallTime += Stopwatch.GetElapsedTime(start);
            answers.DescriptorTime += TimeSpan.FromTicks(describing);
            answers.NetworkTime += TimeSpan.FromTicks(predicting);
            if (answers.Done == answers.Count || Stopwatch.GetElapsedTime(last) > BetweenWrites)
            {
                answers.Write(path);
                last = Stopwatch.GetTimestamp();
            }
        }

        return answers;
    }

    /// <summary>The answers in a file, or none yet.</summary>
    /// <exception cref="EvaluationException">The file answers another question.</exception>
    public Answers Begin(string path)
    {
        if (!File.Exists(path))
            return new Answers(Key, set.Count);
        Answers answers = Answers.Read(path);
        return answers.Key == Key && answers.Count == set.Count
            ? answers
            : throw new EvaluationException(
                $"{path} holds the answers to another question ({answers.Key}); name another folder or delete it.");
    }

    private void Answer(Answers answers, int index, out TimeSpan descriptorTime)
    {
        Prediction prediction = set.Predict(index, classifier, settings, out descriptorTime);
        answers.MutualInformation[index] = (float)prediction.MutualInformation;
        answers.PredictiveEntropy[index] = (float)prediction.Uncertainty.PredictiveEntropy;
        if (!prediction.IsClassified)
        {
            answers.Predicted[index] = -1;
            return;
        }

        double[] groups = grouping.Sum(prediction.Probabilities);
        answers.Predicted[index] = Array.IndexOf(groups, groups.Max());
        answers.Probability[index] = (float)groups.Max();
    }

    private static string Digest(BayesianNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DenseLayer layer in network.Layers)
        {
            hash.AppendData(MemoryMarshal.AsBytes(layer.Weights));
            hash.AppendData(MemoryMarshal.AsBytes(layer.Bias));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
