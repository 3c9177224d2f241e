using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Arise.Imaging;
using Arise.Microscopy.Finders;
using Arise.Networks.Convolution;
using Arise.Numerics;
using Arise.Training;

namespace Arise.AtomFinding;

/// <summary>
/// Trains a <see cref="UShapedNetwork"/> step by step with Adam on patches that are drawn on the way. The derivatives
/// of the patches of a step are added in their order: the same bytes on any number of threads.
/// </summary>
internal sealed class AtomFinderTrainer
{
    /// <summary>Channels at the full, half and quarter resolution.</summary>
    public static readonly ImmutableArray<int> Channels = [16, 32, 64];

    private const ulong CalibrationStart = PatchSource.HeldBack + (1UL << 20);

    // A probability at a peak from which on it counts before the calibration.
    private const double LeastProbability = 0.3;
    private const double CalibratedFrom = 0.03;

    // The learning rate rises in a line over the first steps.
    private const int WarmUp = 200;
    private const int SumBlock = 4096;
    private const double FirstLogOdds = -2;
    private static readonly TimeSpan CheckpointTime = TimeSpan.FromMinutes(1);

    private readonly AtomFinderSettings _settings;
    private readonly PatchSource _patches;
    private readonly UShapedNetwork _network = new(Channels);
    private readonly ConvolutionLayer[] _transposed;
    private readonly int _count = UShapedNetwork.ParameterCount(Channels);
    private readonly AlignedBuffer<float> _gradient;
    private readonly float[][] _gradients;
    private readonly ConcurrentBag<PatchGradient> _idle = [];
    private readonly List<AtomFinderEpoch> _history = [];
    private readonly int _validationPatches;
    private readonly int _calibrationPatches;
    private double _loss;

    /// <summary>Begins with random weights.</summary>
    public AtomFinderTrainer(AtomFinderSettings settings)
    {
        _settings = settings;
        _patches = new PatchSource(settings.Seed);
        _validationPatches = Math.Clamp(settings.Patches / 64, 8, 128);
        _calibrationPatches = Math.Clamp(settings.Patches / 16, 16, 512);
        _transposed = [.. _network.Layers.Select(layer => new ConvolutionLayer(layer.Units, layer.Inputs, false))];
        int padded = (_count + TileKernel.Lanes - 1) / TileKernel.Lanes * TileKernel.Lanes;
        (Parameters, First, Second) = (new(padded), new(padded), new(padded));
        _gradient = new AlignedBuffer<float>(padded);
        _gradients = [.. Enumerable.Range(0, settings.BatchSize).Select(_ => new float[_count])];
        Initialize();
        Pack();
    }

    /// <summary>Weights and biases, with room behind them.</summary>
    public AlignedBuffer<float> Parameters { get; }

    /// <summary>Adam's mean of the gradient.</summary>
    public AlignedBuffer<float> First { get; }

    /// <summary>Adam's mean of its square.</summary>
    public AlignedBuffer<float> Second { get; }

    /// <summary>Steps done.</summary>
    public int Step { get; private set; }

    /// <summary>The epochs so far.</summary>
    public IReadOnlyList<AtomFinderEpoch> History => _history;

    /// <summary>Goes on from a checkpoint.</summary>
    /// <exception cref="Networks.Models.ModelFormatException">It is damaged or of other settings.</exception>
    public static AtomFinderTrainer Resume(AtomFinderSettings settings, string path)
    {
        var trainer = new AtomFinderTrainer(settings);
        (trainer.Step, trainer._loss, AtomFinderEpoch[] history) =
            AtomFinderCheckpoint.Read(path, settings, trainer);
        trainer._history.AddRange(history);
        trainer.Pack();
        return trainer;
    }

    /// <summary>Trains to the end.</summary>
    /// <param name="checkpoint">A file to save to after an epoch, every minute and when canceled; null for
    /// none.</param>
    /// <param name="threads">Threads, 0 for one per processor.</param>
    /// <param name="progress">Is told of every step, with the last epoch as a note.</param>
    /// <param name="cancellation">Stops after the running step.</param>
    /// <exception cref="TrainingDivergedException">The learning rate is too high.</exception>
    public void Run(
        string? checkpoint, int threads, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ParallelOptions options = ThreadCount.Parallel(threads, CancellationToken.None);
        long saved = Stopwatch.GetTimestamp();
        Report();
        while (Step < _settings.Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save();
                throw new OperationCanceledException(cancellation);
            }

            MakeStep(options);
            bool isEpoch = Step == _settings.StepsUntil(_history.Count + 1);
            if (isEpoch)
                EndEpoch(options);
            if (isEpoch || Stopwatch.GetElapsedTime(saved) > CheckpointTime)
            {
                Save();
                saved = Stopwatch.GetTimestamp();
            }

            Report();
        }

        void Save()
        {
            if (checkpoint is not null)
                AtomFinderCheckpoint.Write(checkpoint, _settings, this, _loss);
        }

        void Report() => progress?.Report(new WorkProgress(
            "training", Step, _settings.Steps, _history.Count > 0 ? _history[^1].Note : null));
    }

    /// <summary>The relation of the log-odds of peaks to atoms, from patches that nothing was trained on.</summary>
    public PeakCalibration Calibrate(int threads, CancellationToken cancellation)
    {
        var scored = new List<(double LogOdds, bool IsAtom)>[_calibrationPatches];
        Parallel.For(0, _calibrationPatches, ThreadCount.Parallel(threads, cancellation), k =>
            scored[k] = Try(_patches.Draw(CalibrationStart + (ulong)k), LogOdds(CalibratedFrom)).Peaks);
        return PeakFit.Fit([.. scored.SelectMany(peaks => peaks)]);
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    // He et al., ICCV 2015, doi:10.1109/ICCV.2015.123: normal with variance 2 / inputs.
    private void Initialize()
    {
        int at = 0;
        foreach ((int index, ConvolutionLayer layer) in _network.Layers.Index())
        {
            RandomNumbers random = RandomStreams.Of(RandomStreams.InitialWeights, _settings.Seed, (ulong)index);
            double deviation = Math.Sqrt((layer.Rectifies ? 2.0 : 0.1) / layer.Depth);
            for (int k = 0; k < layer.Units * layer.Depth; k++)
                Parameters.Span[at++] = (float)(deviation * random.Normal((ulong)k));
            Parameters.Span.Slice(at, layer.Units).Fill(layer.Rectifies ? 0 : (float)FirstLogOdds);
            at += layer.Units;
        }
    }

    private void MakeStep(ParallelOptions options)
    {
        int batch = _settings.BatchSize;
        ulong number = (ulong)Step * (ulong)batch;
        double[] losses = new double[batch];
        Parallel.For(0, batch, options, k =>
        {
            TrainingPatch patch = _patches.Draw(number + (ulong)k);
            PatchGradient gradient = _idle.TryTake(out PatchGradient? free) ? free : new PatchGradient(Channels);
            losses[k] = gradient.Compute(_network, _transposed, patch, _gradients[k]);
            _idle.Add(gradient);
        });
        Step++;
        double rate = 0.5 * _settings.LearningRate * (1 + Math.Cos(Math.PI * (Step - 1) / _settings.Steps));
        var adam = new AdamStep(rate * Math.Min(1, Step / (double)WarmUp), Step);
        int blocks = (Parameters.Length + SumBlock - 1) / SumBlock;
        Parallel.For(0, blocks, options, block => Apply(adam, block * SumBlock));
        Pack();
        double pixels = TrainingPatch.Side * TrainingPatch.Side;
        _loss += losses.Sum() / (batch * pixels);
        if (!double.IsFinite(_loss))
            throw new TrainingDivergedException(_history.Count + 1);
    }

    private unsafe void Apply(AdamStep adam, int start)
    {
        int length = Math.Min(SumBlock, Parameters.Length - start), known = Math.Min(length, _count - start);
        Span<float> sum = _gradient.Span.Slice(start, length);
        sum.Clear();
        foreach (float[] gradient in _gradients)
        {
            for (int k = 0; k < known; k++)
                sum[k] += gradient[start + k];
        }

        // A row of pixels per patch: of the size of one, so that Adam's epsilon is small beside it.
        float factor = 1f / (_settings.BatchSize * TrainingPatch.Side);
        for (int k = 0; k < known; k++)
            sum[k] *= factor;
        adam.Apply(
            Parameters.Pointer + start, First.Pointer + start, Second.Pointer + start, _gradient.Pointer + start,
            length);
    }

    private void Pack()
    {
        ReadOnlySpan<float> parameters = Parameters.Span[.._count];
        _network.Load(parameters);
        foreach ((int index, ConvolutionLayer layer) in _network.Layers.Index())
        {
            int weights = layer.Units * layer.Depth;
            PatchGradient.Transpose(parameters[..weights], layer, _transposed[index]);
            parameters = parameters[(weights + layer.Units)..];
        }
    }

    private void EndEpoch(ParallelOptions options)
    {
        var tried = new Answer[_validationPatches];
        Parallel.For(0, _validationPatches, options, k =>
            tried[k] = Try(_patches.Draw(PatchSource.HeldBack + (ulong)k), LogOdds(LeastProbability)));
        int found = tried.Sum(answer => answer.Found), right = tried.Sum(answer => answer.Right);
        int asked = tried.Sum(answer => answer.Asked);
        int steps = Step - _settings.StepsUntil(_history.Count);
        _history.Add(new AtomFinderEpoch(
            _history.Count + 1,
            _loss / steps,
            found > 0 ? (double)right / found : 0,
            asked > 0 ? (double)right / asked : 0,
            right > 0 ? tried.Sum(answer => answer.Distances) / right : 0));
        _loss = 0;
    }

    // Peaks that do not count are beyond the image, at the edges of the patch, or mark an atom that none asks for.
    private Answer Try(TrainingPatch patch, double least)
    {
        const int side = TrainingPatch.Side;
        PatchGradient workspace = _idle.TryTake(out PatchGradient? free) ? free : new PatchGradient(Channels);
        float[] logOdds = workspace.Answer(_network, patch);
        _idle.Add(workspace);
        AtomPeaks.Peak[] peaks = [.. AtomPeaks.Find(logOdds, side, side, least, PatchSource.Spacing / 2)
            .Where(peak => patch.Weight[((int)Math.Round(peak.Y) * side) + (int)Math.Round(peak.X)] >= 1)];
        List<AtomMatching.Pair> pairs = AtomMatching.Match(
            [.. peaks.Select(peak => (peak.X, peak.Y))],
            [.. patch.Atoms.Select(atom => (atom.X, atom.Y))],
            patch.Spacing / 2);
        AtomMatching.Pair[] right = [.. pairs.Where(pair => patch.Atoms[pair.True].IsAsked)];
        bool[] isAtom = new bool[peaks.Length];
        foreach (AtomMatching.Pair pair in pairs)
            isAtom[pair.Found] = true;
        return new Answer(
            peaks.Length - (pairs.Count - right.Length),
            right.Length,
            patch.Atoms.Count(atom => atom.IsAsked),
            right.Sum(pair => pair.Distance) / patch.Spacing,
            [.. peaks.Select((peak, k) => (peak.LogOdds, isAtom[k]))]);
    }

    private sealed record Answer(
        int Found, int Right, int Asked, double Distances, List<(double LogOdds, bool IsAtom)> Peaks);
}
