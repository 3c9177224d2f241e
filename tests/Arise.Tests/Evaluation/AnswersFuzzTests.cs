using Arise.Evaluation;
using Arise.Files;

namespace Arise.Tests.Evaluation;

/// <summary>Damaged answers are answers of the classes there are, or a <see cref="NumpyFormatException"/>.</summary>
public sealed class AnswersFuzzTests : IDisposable
{
    private const int Groups = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-answers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damaged_answers()
    {
        string path = Path.Combine(_folder, "answers.npz");
        var answers = new Answers("a test set", 4) { Done = 3 };
        answers.Set(0, 2, 0.9f, 0.1f);
        answers.Set(1, -1, 0, 0);
        answers.Set(2, 0, 1, 0.2f);
        answers.Write(path);
        NumpyArchive valid = NumpyArchive.Read(path);
        Assert.Equal(3, Answers.Read(path, Groups).Done);
        Fuzz.Run<NumpyFormatException>(
            500,
            random => Damage.Archive(valid, random),
            bytes =>
            {
                File.WriteAllBytes(path, bytes);
                Answers read = Answers.Read(path, Groups);
                for (int index = 0; index < read.Done; index++)
                    Assert.InRange(read.Predicted[index], -1, Groups - 1);
            },
            path);
    }
}
