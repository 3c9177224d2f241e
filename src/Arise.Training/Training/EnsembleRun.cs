using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Arise.Files;
using Arise.Networks.Models;

namespace Arise.Training;

/// <summary>
/// Trains several networks on one set, each with a seed of its own, and joins them to one model: what they agree on
/// does not depend on how one of them was trained. Member m of M has the seed M S + m, S that of the settings; members
/// are trained side by side.
/// </summary>
/// <remarks>
/// Finished members wait beside the model (<c>NAME.member-1.safetensors</c> and so on) until all are there; an
/// interrupted run goes on from them and from the checkpoints of those that were not finished.
/// </remarks>
public sealed class EnsembleRun
{
    private readonly TrainingSet _set;
    private readonly TrainingRunSettings _settings;
    private readonly BayesianNetwork? _start;
    private readonly string _model;

    /// <summary>Prepares training, or takes up one that was interrupted.</summary>
    /// <param name="set">Descriptors and classes.</param>
    /// <param name="settings">How to train, and which files to keep; a model file is needed.</param>
    /// <param name="members">Number of members.</param>
    /// <param name="start">An ensemble of as many members to start from; null for none.</param>
    /// <exception cref="ArgumentException">
    /// Settings are out of range, or <paramref name="start"/> has another number of members.
    /// </exception>
    /// <exception cref="IOException">
    /// There is nothing to go on from, or parts of an interrupted training are in the way.
    /// </exception>
    public EnsembleRun(TrainingSet set, TrainingRunSettings settings, int members, BayesianNetwork? start = null)
    {
        settings.Validate();
        Setting.RequireCount(members, 1, BayesianNetwork.MostMembers, nameof(members), "members");
        Setting.Require(
            settings.Model is not null, nameof(settings.Model), "An ensemble needs a model file to write.");
        Setting.Require(
            start is null || start.Members.Length == members,
            nameof(members),
            $"{members} members, but the model to start from has {start?.Members.Length}.");
        (_set, _settings, Members, _start, _model) = (set, settings, members, start, settings.Model!);
        AddPaths(new RunPaths(), settings, members).Check();
        if (settings.Overwrite)
        {
            foreach (string file in Parts(_model, members))
                File.Delete(file);
        }
        else if (Parts(_model, members).FirstOrDefault(File.Exists) is { } part && !settings.Resume)
        {
            throw new IOException(
                $"{part}: this is a part of an interrupted training; go on from it, or overwrite it to begin anew.");
        }
        else if (settings.Resume && !Parts(_model, members).Any(File.Exists))
        {
            throw new FileNotFoundException(
                $"{Part(_model, 0)}: there is nothing to go on from; begin anew.", Part(_model, 0));
        }
    }

    /// <summary>Number of members.</summary>
    public int Members { get; }

    /// <summary>Adds the files that a run writes: model, card, and the parts while it is trained.</summary>
    /// <returns><paramref name="paths"/>.</returns>
    public static RunPaths AddPaths(RunPaths paths, TrainingRunSettings settings, int members)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(settings);
        paths
            .WritesOver(settings.Model, "the model", ModelFile.IsModel)
            .WritesOver(
                settings.Model is { } model ? SideFile.Of(model, ".md") : null, "its card", ModelCard.IsCard);
        for (int member = 0; member < members && settings.Model is not null; member++)
            One(settings, member, members).AddPaths(paths);
        return paths;
    }

    /// <summary>Trains all members and writes the files; the parts go when the model is there.</summary>
    /// <param name="progress">Is told the number of epochs done by all members.</param>
    /// <param name="cancellation">Stops after the running steps.</param>
    /// <exception cref="OperationCanceledException">Canceled; the parts hold what is done.</exception>
    /// <exception cref="TrainingDivergedException">The learning rate is too high.</exception>
    public TrainingResult Run(
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default) =>
        Run(null, progress, cancellation);

    /// <summary>The same, with a last step between training and writing, such as a calibration.</summary>
    internal TrainingResult Run(
        Func<BayesianNetwork, BayesianNetwork>? finish,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        if (Path.GetDirectoryName(_model) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using FileLock hold = FileLock.OfFile(_model);
        var networks = new BayesianNetwork[Members];
        var histories = new ImmutableArray<EpochResult>[Members];
        long[] done = new long[Members];
        long total = (long)Members * _settings.Training.Epochs;
        string digest = _set.Digest();
        try
        {
            Parallel.For(
                0,
                Members,
                new ParallelOptions { MaxDegreeOfParallelism = ThreadCount.Of(_settings.Threads) },
                member =>
                {
                    (networks[member], histories[member]) = Train(member, digest, report =>
                    {
                        done[member] = report.Done;
                        progress?.Report(
                            new WorkProgress("epochs of all members", done.Sum(), total, report.Note));
                    }, cancellation);
                    done[member] = _settings.Training.Epochs;
                });
        }
        catch (AggregateException errors)
        {
            // What stopped one member is the reason; the others were stopped by it or by the same.
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
        }

        BayesianNetwork ensemble = Join(networks);
        if (finish is not null)
            ensemble = finish(ensemble);
        TimeSpan duration = Stopwatch.GetElapsedTime(began);
        ModelFile.WriteWithCard(ensemble, _model, _settings.Resume ? null : duration);
        foreach (string file in Parts(_model, Members))
            File.Delete(file);
        return new TrainingResult(ensemble, histories[0], duration);
    }

    private (BayesianNetwork Network, ImmutableArray<EpochResult> History) Train(
        int member, string digest, Action<WorkProgress> report, CancellationToken cancellation)
    {
        TrainingRunSettings own = One(_settings, member, Members);
        if (File.Exists(own.Model))
        {
            BayesianNetwork before = ModelFile.Read(own.Model);
            if (before.Metadata.Training is { } record
                && record.DataDigest == digest
                && record.Settings.HiddenSizes.SequenceEqual(own.Training.HiddenSizes)
                && record.Settings with { HiddenSizes = own.Training.HiddenSizes } == own.Training)
                return (before, []);
            throw new IOException($"{own.Model}: this is a part of another training; begin anew.");
        }

        bool isBegun = File.Exists(own.CheckpointFile);
        TrainingResult result = new TrainingRun(
            _set,
            own with { Resume = isBegun },
            isBegun ? null : _start?.Members[member]).Run(new Relay(report), cancellation);
        return (result.Network, result.History);
    }

    // The record of the first member, with the accuracies of all on average.
    private static BayesianNetwork Join(BayesianNetwork[] networks)
    {
        TrainingRecord[] records = [.. networks.Select(network => network.Metadata.Training!)];
        TrainingRecord record = records[0] with
        {
            TrainingAccuracy = records.Average(one => one.TrainingAccuracy),
            ValidationAccuracy = records.Average(one => one.ValidationAccuracy),
            TotalAccuracy = records.Average(one => one.TotalAccuracy),
        };
        return BayesianNetwork.Ensemble(
        [
            .. networks.Select(network => new BayesianNetwork(
                network.Architecture, network.Layers, network.Metadata with { Training = record })),
        ]);
    }

    private static TrainingRunSettings One(TrainingRunSettings settings, int member, int members) => settings with
    {
        Training = settings.Training with { Seed = ((ulong)members * settings.Training.Seed) + (ulong)member },
        Model = Part(settings.Model!, member),
        Checkpoint = null,
        Resume = false,
        Overwrite = false,
        Threads = 1,
    };

    private static string Part(string model, int member) => SideFile.Of(model, $".member-{member + 1}.safetensors");

    private static IEnumerable<string> Parts(string model, int members) => Enumerable.Range(0, members)
        .Select(member => Part(model, member))
        .SelectMany(part => new[] { part, SideFile.Of(part, ".md"), SideFile.Of(part, ".checkpoint") });

    private sealed class Relay(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
