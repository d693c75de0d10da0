namespace DropZone.Tables.Schema;

/// <summary>
/// Checks where the digits of a whole number are grouped: one to three digits, then threes; in the Indian system twos and a last group of three.
/// Anywhere else a mark means something else, such as the decimal mark of another country.
/// </summary>
internal struct DigitGroups(bool isIndian)
{
    private int _digits;
    private int _marks;
    private bool _beginsWithZero; // 0,123 is a decimal number of another country, 030 123 456 a telephone number
    private bool _isEnded;

    /// <summary>Counts a digit.</summary>
    public void Add(byte digit)
    {
        if (_digits == 0 && _marks == 0)
            _beginsWithZero = digit == '0';
        _digits++;
    }

    /// <summary>Counts a group mark. Returns false if none can be here.</summary>
    public bool TryMark()
    {
        var isRight = !_isEnded && _digits > 0 && (_marks == 0 ? !_beginsWithZero && _digits <= (isIndian ? 2 : 3) : _digits == (isIndian ? 2 : 3));
        _marks++;
        _digits = 0;
        return isRight;
    }

    /// <summary>Ends the whole number. Returns false if its last group is not one of three digits. Later calls are right.</summary>
    public bool TryEnd()
    {
        var isRight = _isEnded || _marks == 0 || _digits == 3;
        _isEnded = true;
        return isRight;
    }
}
