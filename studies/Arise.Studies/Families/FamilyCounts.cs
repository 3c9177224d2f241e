using Arise.Prototypes;
using Arise.Recognition;

namespace Arise.Studies.Families;

/// <summary>What one model said of the structures of one row.</summary>
internal sealed class FamilyCounts
{
    private readonly Dictionary<(string Right, string Answer), int> _wrong = [];

    /// <summary>Number of structures.</summary>
    public int Count { get; private set; }

    /// <summary>Those whose most likely class is right; of structures that are no class those that are
    /// refused.</summary>
    public int Right { get; private set; }

    /// <summary>Those that are called none of the classes.</summary>
    public int Refused { get; private set; }

    /// <summary>Those that are called doubtful.</summary>
    public int Doubtful { get; private set; }

    /// <summary>Sum of the mutual information, bits.</summary>
    public double MutualInformation { get; private set; }

    /// <summary>Sum of the predictive entropy, bits.</summary>
    public double Entropy { get; private set; }

    /// <summary>Frequent wrong answers.</summary>
    public string Wrong => WrongAnswers(2);

    /// <summary>The most frequent wrong answers, "right as wrong" with their number.</summary>
    public string WrongAnswers(int count) => string.Join(", ", _wrong
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
        .Take(count)
        .Select(pair => (pair.Key.Right.Length > 0 ? $"{PrototypeLibrary.NameOf(pair.Key.Right)} as " : "")
            + $"{PrototypeLibrary.NameOf(pair.Key.Answer)} {pair.Value}"));

    /// <summary>Counts an answer.</summary>
    public void Add(FamilyCase one, Classification answer)
    {
        Count++;
        string label = answer.Best?.Label ?? "nothing";
        bool isRefused = answer.Best is null || answer.Verdict == Verdict.Unknown;
        Refused += isRefused ? 1 : 0;
        Doubtful += answer.Verdict == Verdict.Doubtful ? 1 : 0;
        MutualInformation += answer.MutualInformation;
        Entropy += answer.Prediction.Uncertainty.PredictiveEntropy;
        bool isRight = one.Labels.IsEmpty ? isRefused : one.Labels.Contains(label);
        Right += isRight ? 1 : 0;
        if (!isRight)
        {
            (string, string) key = (one.Labels.IsEmpty ? "" : one.Labels[0], label);
            _wrong[key] = _wrong.GetValueOrDefault(key) + 1;
        }

    }
}
