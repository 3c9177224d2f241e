using Arise.Evaluation;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Reproduction;

namespace Arise.Tests.Reproduction;

public sealed class PublishedStudyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-study-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_published_study_has_four_steps_and_makes_nothing_by_itself(bool tune)
    {
        string folder = Path.Combine(_folder, "study");
        var study = new PublishedStudy(folder, new StudySettings { Tune = tune, Trials = 7 });
        Assert.Equal(
            [
                "training set",
                tune ? "7 trials and the most robust model" : "model with the published hyper-parameters",
                "accuracy on 396 pristine structures",
                "accuracy on 141120 defective structures",
            ],
            study.Steps.Select(step => step.Title));
        Assert.All(study.Steps, step => Assert.StartsWith(folder, step.Result, StringComparison.Ordinal));
        Assert.All(study.Steps, step => Assert.True(step.Estimate > TimeSpan.Zero));
        Assert.All(study.Steps, step => Assert.False(step.IsComplete));
        Assert.False(Directory.Exists(folder));
    }

    // Interrupted in the training, it goes on from the checkpoint; the model is that of a study in one go.
    [Fact]
    public void A_small_study_runs_to_its_end_and_interrupted_goes_on()
    {
        PublishedStudy straight = Small("straight"), interrupted = Small("interrupted");
        straight.Run();
        Assert.All(straight.Steps, step => Assert.True(step.IsComplete));
        using (var stop = new CancellationTokenSource())
        {
            var progress = new Observer(p => CancelIf(p is { Step: "epochs", Done: 2 }, stop));
            Assert.Throws<OperationCanceledException>(() => interrupted.Run(progress, stop.Token));
        }

        Assert.Equal([true, false, false, false], interrupted.Steps.Select(step => step.IsComplete));
        List<long> epochs = [];
        interrupted.Run(new Observer(p => epochs.AddRange(p.Step == "epochs" ? [p.Done] : [])));
        Assert.Equal([2, 3, 4], epochs);
        Assert.Equal(File.ReadAllBytes(straight.Steps[1].Result), File.ReadAllBytes(interrupted.Steps[1].Result));
        Assert.Equal("some command", ModelFile.Read(straight.Steps[1].Result).Metadata.Training!.Command);
        Assert.Equal(
            2 * 6 * 24, Answers.Read(Path.Combine(_folder, "interrupted", "defects", "answers.npz")).Done);

        static void CancelIf(bool now, CancellationTokenSource stop)
        {
            if (now)
                stop.Cancel();
        }
    }

    // The old study stands until the new one is complete; files of others stay.
    [Fact]
    public void Another_study_takes_the_place_of_a_complete_one_when_it_is_complete_itself()
    {
        Small("study").Run();
        string folder = Path.Combine(_folder, "study"), notes = Path.Combine(folder, "pristine", "notes.txt");
        ResultFolders.AreForeseen(folder);
        File.WriteAllText(notes, "mine");
        byte[] old = File.ReadAllBytes(Path.Combine(folder, "model.safetensors"));
        Assert.Throws<IOException>(() => Small("study", epochs: 3).Run());

        PublishedStudy other = Small("study", epochs: 3, overwrite: true);
        Assert.All(other.Steps, step => Assert.False(step.IsComplete));
        using (var stop = new CancellationTokenSource())
        {
            var progress = new Observer(p =>
            {
                if (p is { Step: "epochs", Done: 2 })
                    stop.Cancel();
            });
            Assert.Throws<OperationCanceledException>(() => other.Run(progress, stop.Token));
        }

        Assert.Equal(old, File.ReadAllBytes(Path.Combine(folder, "model.safetensors")));
        Assert.All(Small("study").Steps, step => Assert.True(step.IsComplete));
        Assert.Equal(
            [true, false, false, false], Small("study", epochs: 3, overwrite: true).Steps.Select(s => s.IsComplete));
        Small("study", epochs: 3).Run();
        Assert.Equal(3, ModelFile.Read(other.Steps[1].Result).Metadata.Training!.Settings.Epochs);
        Assert.All(other.Steps, step => Assert.True(step.IsComplete));
        Assert.Equal("mine", File.ReadAllText(notes));
        Assert.False(Directory.Exists(Path.Combine(folder, ".arise-next")));
        ResultFolders.AreForeseen(folder);
    }

    [Fact]
    public void Impossible_settings_are_refused_by_their_name()
    {
        Assert.Equal(
            nameof(StudySettings.Repetitions),
            Assert.Throws<ArgumentException>(
                () => new PublishedStudy(_folder, new StudySettings { Repetitions = 0 })).ParamName);
    }

    private PublishedStudy Small(string name, int epochs = 4, bool overwrite = false) => new(
        Path.Combine(_folder, name), new StudySettings
    {
        Epochs = epochs,
        Overwrite = overwrite,
        Repetitions = 1,
        Passes = 16,
        Command = "some command",
        Prototypes = [PrototypeLibrary.Find("fcc"), PrototypeLibrary.Find("CsCl")],
    });
}
