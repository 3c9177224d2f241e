using Arise.Numerics;

namespace Arise.Samples;

/// <summary>Sequences of layers as they are found, and any others.</summary>
internal static class StackingSequences
{
    private const int Kinds = 10;

    /// <summary>A sequence of 9 to 18 layers; the kind follows from <paramref name="index"/>.</summary>
    public static (string Name, Stacking Stacking) Draw(int index, Draws draws)
    {
        (string name, string word) = (index % Kinds) switch
        {
            0 or 8 or 9 => ("fcc with an intrinsic stacking fault", Run('c', draws.Between(9, 13)) + "hh"),
            1 => ("fcc with twins", Run('c', draws.Between(4, 7)) + "h" + Run('c', draws.Between(5, 7)) + "h"),
            2 => ("fcc with an extrinsic stacking fault", Run('c', draws.Between(9, 13)) + "hch"),
            3 => ("fcc with two twins close together",
                Run('c', draws.Between(8, 11)) + "h" + Run('c', draws.Between(2, 4)) + "h"),
            4 => ("hcp with cubic layers", HexagonalWithFaults(draws)),
            5 => ("hcp with a sheet of fcc", Run('h', draws.Between(6, 10)) + Run('c', draws.Between(2, 7))),
            6 => ("dhcp or alpha-samarium beside fcc or hcp", Patterned(draws)),
            _ => ("random stacking", Random(draws)),
        };
        return (name, FromWord(word));
    }

    /// <summary>
    /// The sequence whose layers are cubic and hexagonal as the letters c and h say; a letter h is added where their
    /// number is odd, because no sequence has that.
    /// </summary>
    public static Stacking FromWord(string word)
    {
        if (word.Count(letter => letter == 'h') % 2 == 1)
            word += 'h';
        var steps = new int[word.Length];
        steps[0] = 1;
        for (int i = 1; i < steps.Length; i++)
            steps[i] = word[i] == 'c' ? steps[i - 1] : -steps[i - 1];
        return new Stacking([.. steps]);
    }

    private static string Run(char letter, int count) => new(letter, count);

    private static string HexagonalWithFaults(Draws draws)
    {
        string word = Run('h', draws.Between(5, 8)) + "c" + (draws.Chance(0.5) ? "c" : "");
        return draws.Chance(0.5) ? word + Run('h', draws.Between(4, 6)) + "c" : word;
    }

    private static string Patterned(Draws draws)
    {
        string pattern = draws.Chance(0.5) ? "hc" : "hhc";
        string word = string.Concat(Enumerable.Repeat(pattern, (draws.Between(8, 12) / pattern.Length) + 1));
        return draws.Uniform() switch
        {
            < 0.2 => word,
            < 0.6 => word + Run('c', draws.Between(3, 7)),
            _ => word + Run('h', draws.Between(3, 7)),
        };
    }

    private static string Random(Draws draws)
    {
        double hexagonal = draws.Uniform(0.1, 0.9);
        return string.Concat(
            Enumerable.Range(0, draws.Between(9, 16)).Select(_ => draws.Chance(hexagonal) ? 'h' : 'c'));
    }
}
